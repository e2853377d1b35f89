import { type ErrorQuantiles, spreadMs } from './error-quantiles.js';
import type { AttributionResult } from './measure-attribution.js';
import { OVERHEAD_TARGETS, type OverheadResult } from './measure-overhead.js';
import type { PageResult } from './measure-page.js';
import { RIGHT_SHARE_TARGET, type StallCauseResult } from './measure-stalls.js';
import { WIRE_TARGET_MS, type WireResult } from './measure-wire.js';
import { PAGE_KINDS } from './page-kinds.js';

/** One line of the table: what was found, beside what it has to be. */
export interface Judged {
  readonly what: string;
  readonly found: string;
  readonly target: string;
  readonly met: boolean;
}

const ms = (value: number | null): string => (value === null ? '–' : value.toFixed(1));
const quantiles = ({ p5, p50, p95, max }: ErrorQuantiles): string =>
  `p5 ${ms(p5)}, p50 ${ms(p50)}, p95 ${ms(p95)}, worst ${ms(max)} ms`;
const isWithin = (error: ErrorQuantiles, targetMs: number): boolean =>
  (spreadMs(error) ?? Number.POSITIVE_INFINITY) <= targetMs;
const any = (count: number, what: string): string[] => (count > 0 ? [`${count} ${what}`] : []);

export function judgePage(result: PageResult): Judged {
  const { page, n, errorMs, stalls, missing, unseen, failures } = result;
  const targetMs = PAGE_KINDS[page]!.targetMs;
  return {
    what: `page ${page}`,
    found: [
      `n ${n}, ${quantiles(errorMs)}`,
      `stalls ${stalls.found}/${stalls.scripted}`,
      ...any(stalls.invented, 'invented'),
      ...any(missing, 'missing'),
      ...any(unseen, 'unseen'),
      ...failures,
    ].join('; '),
    target: `±${targetMs} ms`,
    met:
      isWithin(errorMs, targetMs) &&
      stalls.found === stalls.scripted &&
      stalls.invented === 0 &&
      missing === 0 &&
      unseen === 0 &&
      failures.length === 0,
  };
}

export function judgeWire({ transport, n, errorMs, sources, missing, caveats }: WireResult): Judged {
  return {
    what: `wire ${transport}`,
    found: [
      `n ${n}, ${quantiles(errorMs)}`,
      `by ${sources.join(', ')}`,
      ...any(missing, 'missing'),
      ...caveats,
    ].join('; '),
    target: `±${WIRE_TARGET_MS} ms`,
    met: isWithin(errorMs, WIRE_TARGET_MS) && missing === 0,
  };
}

export function judgeStalls({ kind, n, right, wrong }: StallCauseResult): Judged {
  const others = Object.entries(wrong).map(([what, times]) => `${times} ${what}`);
  return {
    what: `stall ${kind}`,
    found: [`${right} of ${n} right`, ...others].join('; '),
    target: `≥ ${RIGHT_SHARE_TARGET * 100} %`,
    met: n > 0 && right / n >= RIGHT_SHARE_TARGET,
  };
}

export function judgeAttribution({ part, n, errorMs, within }: AttributionResult): Judged {
  return {
    what: `attribution ${part}`,
    found: `${within} of ${n} within 20 ms or 5 %; ${quantiles(errorMs)}`,
    target: `≥ ${RIGHT_SHARE_TARGET * 100} %`,
    met: n > 0 && within / n >= RIGHT_SHARE_TARGET,
  };
}

export function judgeOverhead(result: OverheadResult): Judged[] {
  const { pairs, frames, mainThread, mainThreadNoise, mainThreadCpu, mainThreadCpuNoise } = result;
  const { frames: leastFrames, mainThread: most, mainThreadUpper } = OVERHEAD_TARGETS;
  const ratio = ({ median, interval: [from, to] }: OverheadResult['frames']): string =>
    `${median.toFixed(3)} (${from.toFixed(3)} … ${to.toFixed(3)})`;
  return [
    {
      what: 'overhead frames',
      found: `${pairs} pairs, ratio ${ratio(frames)}`,
      target: `≥ ${leastFrames}`,
      met: frames.median >= leastFrames,
    },
    {
      what: 'overhead main thread',
      found: [
        `${pairs} pairs, ratio ${ratio(mainThread)}`,
        `its processor time ${ratio(mainThreadCpu)}`,
        `off and off ${ratio(mainThreadNoise)}, ${ratio(mainThreadCpuNoise)}`,
      ].join('; '),
      target: `≤ ${most}, upper ≤ ${mainThreadUpper}`,
      met: mainThread.median <= most && mainThread.interval[1] <= mainThreadUpper,
    },
  ];
}
