import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { ControlRecord } from '../model/records.js';
import { alignPaints } from './align-paints.js';
import { answersWithin } from './answers-within.js';
import { readPageClock } from './page-clock.js';
import { paintTimes, USUAL_FRAME_MS } from './paint-times.js';
import { preFlight } from './pre-flight.js';
import { installProbe } from './probe-session.js';
import { signal } from './signal.js';

/** The control of one person: our own scripted stream, in a bare page of a second context of the same browser. */
export interface Control {
  play(): Promise<ControlRecord>;
  close(): Promise<void>;
}

/** What the control page leaves behind after a play; see `src/run/control-server.ts`. */
export interface ControlPlay {
  /** Host monotonic milliseconds at which the server wrote each piece, and the characters up to and including it. */
  readonly writes: readonly { readonly atMs: number; readonly chars: number }[];
  /** Page milliseconds at which the page's reader had each number of characters. */
  readonly reads: readonly { readonly atMs: number; readonly chars: number }[];
}

const LONGEST_PLAY_MS = 10_000;

interface Options {
  readonly browser: Browser;
  readonly url: string;
  readonly person: string;
  /** Host monotonic milliseconds, absolute. */
  readonly hostMs: () => number;
  /** What the ledger's times count from, on the same clock. */
  readonly baseMs: number;
}

export async function openControl({ browser, url, person, hostMs, baseMs }: Options): Promise<Control> {
  const context: BrowserContext = await browser.newContext();
  const probe = await installProbe(context);
  const page: Page = await context.newPage();
  const cdp = browser.browserType().name() === 'chromium' ? await context.newCDPSession(page) : undefined;
  await cdp?.send('Performance.enable', { timeDomain: 'timeTicks' });
  await page.goto(url);
  const { frameMs = USUAL_FRAME_MS } = await preFlight(page);
  let plays = 0;
  return {
    async play() {
      const atMs = hostMs() - baseMs;
      const clock = await answersWithin(readPageClock(page, cdp, hostMs));
      const turn = `control-${++plays}`;
      await probe.watch(page.mainFrame(), {
        turn,
        composer: '#none',
        answer: `#play-${plays}`,
        busy: '#busy',
        error: '#none',
        prompt: '',
        begin: 'now',
      });
      const playing = page.evaluate(
        (id) => (window as unknown as { play(id: number): Promise<ControlPlay> }).play(id),
        plays,
      );
      const late = signal();
      const timer = setTimeout(late.give, LONGEST_PLAY_MS);
      const [played, seen] = await Promise.all([
        answersWithin(playing, LONGEST_PLAY_MS),
        probe.result(page.mainFrame(), late.given),
      ]);
      clearTimeout(timer);
      const aligned = alignPaints(seen.states);
      const toHost = (pageMs: number): number => pageMs + clock.offsetMs;
      const paintMs = paintTimes(seen.states, seen.longFrames, frameMs);
      const paintErrorMs = played.writes.map(({ atMs: written, chars }) => {
        const state = aligned.chars.findIndex((painted) => painted >= chars);
        if (state < 0) return null;
        return toHost(paintMs(seen.states[state]!)) - written - frameMs;
      });
      const wireErrorMs = played.writes.map(({ atMs: written, chars }) => {
        const read = played.reads.find((candidate) => candidate.chars >= chars);
        return read === undefined ? null : toHost(read.atMs) - written;
      });
      return { type: 'control', person, atMs, frameMs, paintErrorMs, wireErrorMs };
    },
    close: () => context.close(),
  };
}
