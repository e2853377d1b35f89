import type { Findings, Phase } from '../model/findings.js';
import type { LoadSummary, Trend } from '../model/load-summary.js';
import { type ConsoleOptions, consoleStyle } from './console-style.js';
import { failureWords } from './failure-words.js';
import {
  formatCount,
  formatLoad,
  formatMs,
  formatNumber,
  formatRate,
  formatShare,
  plainSpaces,
} from './format.js';
import {
  interruptedSentence,
  saturationSentence,
  validitySentence,
  verdictSentence,
  wireLoadLineSentence,
} from './sentences.js';

const NAME_WIDTH = 24;
/** Reasons of failed streams that are printed; the report has more. */
const MOST_REASONS = 3;

/** The ending of `plimsoll load` on a terminal: what was checked, counted and timed, phase by phase, and the verdict. */
export function renderLoadSummary(
  findings: Findings,
  load: LoadSummary,
  { reportPath, color = false }: ConsoleOptions,
): string {
  const { style, printable, verdict } = consoleStyle(color);
  const { metrics } = load;
  const interrupted = interruptedSentence(findings);
  const row = (name: string, text: string): string => `  ${`${name} `.padEnd(NAME_WIDTH, '.')}: ${text}`;
  const checks = load.root_group.checks.map(({ name, passes, fails }) =>
    fails === 0
      ? `  ${style(32, '✓')} ${printable(name)}  (${passes})`
      : `  ${style(31, '✗')} ${printable(name)}  ${share(passes / (passes + fails))} — ✓ ${passes} / ✗ ${fails}`,
  );
  const counted = ({ count, rate }: { count: number; rate: number }): string =>
    `${plainSpaces(formatNumber(count)).padEnd(9)} ${plainSpaces(formatRate(rate))}/s`;
  return [
    '',
    ...(checks.length === 0 ? [] : [...checks, '']),
    ...(metrics.checks.value === null
      ? []
      : [
          row(
            'checks',
            `${share(metrics.checks.value)}  ✓ ${metrics.checks.passes}  ✗ ${metrics.checks.fails}`,
          ),
        ]),
    row('http_reqs', counted(metrics.http_reqs)),
    row('http_req_failed', failed(metrics.http_req_failed)),
    row('iterations', counted(metrics.iterations)),
    ...(metrics.dropped_iterations.count === 0
      ? []
      : [row('dropped_iterations', counted(metrics.dropped_iterations))]),
    row('sse_event', counted(metrics.sse_event)),
    row('wire_ttft', times(metrics.wire_ttft)),
    row('wire_ttft_from_send', times(metrics.wire_ttft_from_send)),
    row('wire_gap', times(metrics.wire_gap)),
    row('iteration_duration', times(metrics.iteration_duration)),
    row('dispatch_lag', times(metrics.dispatch_lag)),
    row('prompt_chars', sizes(metrics.prompt_chars)),
    row('answer_chars', sizes(metrics.answer_chars)),
    row('outcomes', outcomes(load.outcomes)),
    ...(findings.failureReasons ?? [])
      .slice(0, MOST_REASONS)
      .map((reason) => `    ${printable(failureWords(reason))}`),
    '',
    ...phaseLines(findings.phases),
    '',
    ...load.thresholds.map(
      ({ source, ok }) =>
        `  ${ok === true ? style(32, '✓') : ok === false ? style(31, '✗') : style(33, '?')} ${printable(source)}`,
    ),
    ...(interrupted === null ? [] : [style(33, printable(interrupted))]),
    verdict(findings.verdict.status, verdictSentence(findings)),
    ...(findings.wireLoadLine.status === 'not-measured' ? [] : [printable(wireLoadLineSentence(findings))]),
    ...(findings.saturation.status === 'not-measured' ? [] : [printable(saturationSentence(findings))]),
    style(findings.instrument.validity === 'valid' ? 2 : 33, printable(validitySentence(findings))),
    `Report: ${style(4, printable(reportPath))}`,
    '',
  ].join('\n');
}

const share = (value: number): string => plainSpaces(formatShare(value));
const ms = (value: number | null): string => (value === null ? '–' : plainSpaces(formatMs(value)));

function times({ n, med, max, ...percentiles }: Trend): string {
  if (n === 0) return '–';
  return `p(50)=${ms(med)}  p(95)=${ms(percentiles['p(95)'])}  p(99)=${ms(percentiles['p(99)'])}  max=${ms(max)}`;
}

function sizes({ n, min, med, max }: Trend): string {
  const whole = (value: number | null): string => (value === null ? '–' : plainSpaces(formatNumber(value)));
  return n === 0 ? '–' : `min=${whole(min)}  p(50)=${whole(med)}  max=${whole(max)}`;
}

function failed({ value, passes, fails }: LoadSummary['metrics']['http_req_failed']): string {
  return value === null ? '–' : `${share(value)}  ${passes} of ${passes + fails}`;
}

function outcomes(counts: LoadSummary['outcomes']): string {
  const entries = Object.entries(counts).sort(([, a], [, b]) => b - a);
  return entries.length === 0 ? 'none' : entries.map(([name, count]) => `${name} ${count}`).join(', ');
}

/** One line a phase, from its settled part alone. */
function phaseLines(phases: readonly Phase[]): string[] {
  const head = [
    'phase',
    'asked',
    'in flight',
    'starts/s',
    'done/s',
    'TTFT p50',
    'TTFT p95',
    'good',
    'failed',
  ];
  const rows = phases.map(({ name, load }) => {
    const uncounted = (load.outcomes.cancelled ?? 0) + (load.outcomes.dropped ?? 0);
    const good = (load.outcomes.ok ?? 0) + (load.outcomes.incomplete ?? 0);
    const all = Object.values(load.outcomes).reduce((sum, count) => sum + count, 0);
    return [
      name,
      load.perSecond === null ? formatCount(load.streams, 'stream') : `${formatLoad(load.perSecond)}/s`,
      load.inFlight === null ? '–' : formatLoad(load.inFlight),
      load.startsPerSecond === null ? '–' : formatRate(load.startsPerSecond),
      load.completionsPerSecond === null ? '–' : formatRate(load.completionsPerSecond),
      ms(load.wireTtftMs.p50),
      ms(load.wireTtftMs.p95),
      load.goodShare === null ? '–' : share(load.goodShare),
      String(all - uncounted - good),
    ].map(plainSpaces);
  });
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((cells) => cells[column]!.length)),
  );
  return [head, ...rows].map((cells) =>
    `  ${cells.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ')}`.trimEnd(),
  );
}
