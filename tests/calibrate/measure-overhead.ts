import type { Browser, CDPSession, Page } from '@playwright/test';
import { openNetLog } from '#plimsoll/page/net-log/net-log.js';
import { preFlight } from '#plimsoll/page/pre-flight.js';
import { monotonicMs } from '#plimsoll/run/clock.js';
import { nearestRank } from '#plimsoll/stats/nearest-rank.js';
import { SELECTORS } from './calibration-plan.js';
import { launchBrowser } from './launch-browser.js';
import { medianInterval } from './median-interval.js';
import { joinBrowser } from './open-person.js';
import { CHANGED_MARK, OVER_MESSAGE, type PageSetup } from './page-setup.js';
import { readFrames } from './read-frames.js';
import { readMarks } from './read-marks.js';
import { recordTrace } from './record-trace.js';
import { servePages } from './serve-pages.js';
import { IDLE_PAGE, type StreamScript } from './stream-script.js';
import type { TraceEvent } from './trace-event.js';
import { wordsOf } from './words-of.js';

export interface OverheadResult {
  readonly pairs: number;
  /** Frames that showed text, and main-thread time: with the product, divided by without it. */
  readonly frames: Ratio;
  readonly mainThread: Ratio;
  /** The processor's time of that thread, which other programs on the machine do not lengthen. */
  readonly mainThreadCpu: Ratio;
  /** The same of neighbouring turns without the product: what is no overhead of anything. */
  readonly mainThreadNoise: Ratio;
  readonly mainThreadCpuNoise: Ratio;
}

export interface Ratio {
  readonly median: number;
  /** A 95 % interval of the median, by bootstrap. */
  readonly interval: readonly [number, number];
}

export const OVERHEAD_TARGETS = { frames: 0.99, mainThread: 1.01, mainThreadUpper: 1.02 } as const;

const PAIRS = 20;
const SETUP: PageSetup = { view: 'append', inside: 'document', transcriptKb: 200 };
const TOKENS = 600;
const TOKEN_EVERY_MS = 10;
const TURN_MS = 60_000;
const PROMPT = 'long answer';
/** What the page still does when its turn is over belongs to the turn. */
const AFTER_MS = 300;

interface Arm {
  readonly frames: number;
  readonly mainThreadMs: number;
  readonly cpuMs: number;
}

/** What the product costs the page that it watches: pairs of the same turn with and without it, order alternating. */
export async function measureOverhead(pairs = PAIRS): Promise<OverheadResult> {
  const words = wordsOf(1);
  const writes = Array.from({ length: TOKENS }, () => ({ afterMs: TOKEN_EVERY_MS, piece: `${words(1)} ` }));
  const script: StreamScript = { ...IDLE_PAGE, transport: 'fetch', writes };
  const served = await servePages({ [PROMPT]: script });
  const log = openNetLog();
  // Both arms are turns of one browser, which writes its network log for both.
  const browser = await launchBrowser(log.args());
  const url = served.urlOf(SETUP);
  const withProduct = async (): Promise<Arm> => {
    const person = await joinBrowser({ browser, log, url, turnMs: TURN_MS });
    const page = person.context.pages()[0]!;
    try {
      return await measureTurn(browser, page, async () => {
        const record = await person.ask(PROMPT);
        if (record.outcome !== 'answered') throw new Error(`the turn is ${record.outcome}: ${record.detail}`);
      });
    } finally {
      await person.close();
    }
  };
  const without = async (): Promise<Arm> => {
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      await page.goto(url);
      // Both arms have watched the page paint for a second before they ask.
      await preFlight(page);
      return await measureTurn(browser, page, async () => {
        await page.locator(SELECTORS.composer).fill(PROMPT);
        await page.locator(SELECTORS.composer).press('Enter');
      });
    } finally {
      await context.close();
    }
  };
  try {
    // The first turn of a browser warms it, whoever watches.
    await without();
    const on: Arm[] = [];
    const off: Arm[] = [];
    for (let pair = 0; pair < pairs; pair++) {
      if (pair % 2 === 0) on.push(await withProduct());
      off.push(await without());
      if (pair % 2 === 1) on.push(await withProduct());
    }
    const ratios = (of: (arm: Arm) => number): number[] => on.map((arm, pair) => of(arm) / of(off[pair]!));
    const noise = (of: (arm: Arm) => number): number[] =>
      off.slice(1).map((arm, index) => of(arm) / of(off[index]!));
    return {
      pairs,
      frames: ratioOf(ratios(({ frames }) => frames)),
      mainThread: ratioOf(ratios(({ mainThreadMs }) => mainThreadMs)),
      mainThreadCpu: ratioOf(ratios(({ cpuMs }) => cpuMs)),
      mainThreadNoise: ratioOf(noise(({ mainThreadMs }) => mainThreadMs)),
      mainThreadCpuNoise: ratioOf(noise(({ cpuMs }) => cpuMs)),
    };
  } finally {
    await browser.close();
    log.close();
    served.close();
  }
}

/** One turn from before its input to a little after its end; both arms are measured over the same. */
async function measureTurn(browser: Browser, page: Page, ask: () => Promise<void>): Promise<Arm> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'timeTicks' });
  const { result: spent, events } = await recordTrace(browser, async () => {
    const over = page.waitForEvent('console', {
      predicate: (message) => message.text() === OVER_MESSAGE,
      timeout: TURN_MS,
    });
    const before = await mainThreadSoFar(cdp);
    const asked = ask();
    await over;
    const endMs = monotonicMs() + AFTER_MS;
    await new Promise((resolve) => setTimeout(resolve, endMs - monotonicMs()));
    const after = await mainThreadSoFar(cdp);
    await asked;
    return { mainThreadMs: after.mainThreadMs - before.mainThreadMs, cpuMs: after.cpuMs - before.cpuMs };
  });
  await cdp.detach();
  return { frames: paintedFrames(events), ...spent };
}

async function mainThreadSoFar(cdp: CDPSession): Promise<Omit<Arm, 'frames'>> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  const msOf = (wanted: string): number => {
    const metric = metrics.find(({ name }) => name === wanted);
    if (metric === undefined) throw new Error(`the browser does not say ${wanted}`);
    return metric.value * 1000;
  };
  return { mainThreadMs: msOf('TaskDuration'), cpuMs: msOf('ThreadTime') };
}

/** Frames with an update of the main thread that were shown while the answer came. */
function paintedFrames(events: readonly TraceEvent[]): number {
  const marks = readMarks(events, CHANGED_MARK);
  const [first, last] = [marks[0], marks.at(-1)];
  if (first === undefined || last === undefined) throw new Error('the page has not marked any change');
  return readFrames(events).filter(
    ({ pid, main, presentedMs }) =>
      pid === first.pid &&
      presentedMs !== undefined &&
      main !== undefined &&
      main.startMs >= first.atMs &&
      main.startMs <= last.atMs,
  ).length;
}

const ratioOf = (ratios: readonly number[]): Ratio => ({
  median: rounded(nearestRank(ratios, 0.5)!),
  interval: medianInterval(ratios, 1).map(rounded) as [number, number],
});

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
