import type { Findings } from '../model/findings.js';
import { type ConsoleOptions, consoleStyle } from './console-style.js';
import { costGrowthSentence, flowSentence } from './flow-sentences.js';
import { formatLoad } from './format.js';
import { lanesSentence } from './lanes-sentence.js';
import {
  errorBarSentence,
  firstToGiveSentence,
  interruptedSentence,
  loadLineSentence,
  validitySentence,
  verdictSentence,
} from './sentences.js';

/**
 * The ending that a terminal shows: at most ten lines. Text from the target may hold control characters that would
 * drive the terminal, so only printable ones pass.
 */
export function renderConsole(findings: Findings, { reportPath, color = false }: ConsoleOptions): string {
  const { style, printable, verdict } = consoleStyle(color);
  const interrupted = interruptedSentence(findings);
  const cost = costGrowthSentence(findings);
  return [
    '',
    ...(interrupted === null ? [] : [style(33, printable(interrupted))]),
    verdict(findings.verdict.status, verdictSentence(findings)),
    printable(loadLineSentence(findings)),
    printable(firstToGiveSentence(findings)) + wireNote(findings),
    ...(findings.lanes === undefined ? [] : [printable(lanesSentence(findings.lanes))]),
    printable(flowSentence(findings)),
    ...(cost === null ? [] : [printable(cost)]),
    style(
      findings.instrument.validity === 'valid' ? 2 : 33,
      printable(`${validitySentence(findings)} ${errorBarSentence(findings)}`),
    ),
    ...(trendIsNews(findings)
      ? [style(findings.trend.status === 'new-baseline' ? 33 : 0, printable(findings.trend.sentence))]
      : []),
    `Report: ${style(4, printable(reportPath))}`,
    '',
  ].join('\n');
}

/** A first run has no news, and why one was not compared is said by what is wrong with it. */
const trendIsNews = ({ trend }: Findings): boolean =>
  trend.status === 'compared' || trend.status === 'new-baseline';

function wireNote({ loadLine, wireLoadLine }: Findings): string {
  if (loadLine.status !== 'found' || wireLoadLine.status !== 'found') return '';
  if (loadLine.value === null || wireLoadLine.value === null) return '';
  return ` (felt ${formatLoad(loadLine.value)}, wire ${formatLoad(wireLoadLine.value)} conversations)`;
}
