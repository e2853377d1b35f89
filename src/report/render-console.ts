import type { Findings } from '../model/findings.js';
import { costGrowthSentence, flowSentence } from './flow-sentences.js';
import { formatLoad, plainSpaces } from './format.js';
import {
  errorBarSentence,
  firstToGiveSentence,
  interruptedSentence,
  loadLineSentence,
  validitySentence,
  verdictSentence,
} from './sentences.js';

export interface ConsoleOptions {
  readonly reportPath: string;
  /** ANSI colours; leave out where the output is not a terminal. */
  readonly color?: boolean | undefined;
}

const COLOR = { pass: 32, fail: 31, invalid: 35 } as const;

/**
 * The ending that a terminal shows: at most ten lines. Text from the target may hold control characters that would
 * drive the terminal, so only printable ones pass.
 */
export function renderConsole(findings: Findings, { reportPath, color = false }: ConsoleOptions): string {
  const style = (code: number, text: string): string => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  const printable = (text: string): string => plainSpaces(text).replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
  const interrupted = interruptedSentence(findings);
  const cost = costGrowthSentence(findings);
  const status = findings.verdict.status;
  const [word = '', ...rest] = printable(verdictSentence(findings)).split(':');
  return [
    '',
    ...(interrupted === null ? [] : [style(33, printable(interrupted))]),
    `${style(1, style(COLOR[status], word))}:${rest.join(':')}`,
    printable(loadLineSentence(findings)),
    printable(firstToGiveSentence(findings)) + wireNote(findings),
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
