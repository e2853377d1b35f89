import { test as base, expect, type Page } from '@playwright/test';
import { type AlignedPaints, alignPaints } from '../../dist/src/page/align-paints.js';
import { paintTimes } from '../../dist/src/page/paint-times.js';
import { installProbe, type ProbedTurn } from '../../dist/src/page/probe-session.js';
import { sendPrompt } from '../../dist/src/page/send-prompt.js';
import { monotonicMs } from '../../dist/src/run/clock.js';
import { type Mutation, SELECTORS, type Step, startScriptedChat } from './scripted-chat.js';

/** A turn as the probe saw it beside what the page did. All times are the page's. */
export interface WatchedTurn {
  readonly seen: ProbedTurn;
  readonly truth: readonly Mutation[];
  readonly aligned: AlignedPaints;
  /** [painted at, characters] of each state. */
  readonly paints: readonly (readonly [number, number])[];
}

interface Fixtures {
  /** Runs scripts one after the other on one page, each a turn that the probe follows. */
  watchTurns(scripts: readonly (readonly Step[])[], busy?: string | null): Promise<WatchedTurn[]>;
}

/** Longer than any script here. */
const LONGEST_MS = 12_000;

export const test = base.extend<Fixtures>({
  watchTurns: async ({ page }, use) => {
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(String(error)));
    const closers: (() => void)[] = [];
    await use(async (scripts, busy = SELECTORS.busy) => {
      const chat = await startScriptedChat(Object.fromEntries(scripts.entries()));
      closers.push(chat.close);
      const probe = await installProbe(page.context());
      await page.goto(chat.url);
      const turns: WatchedTurn[] = [];
      for (const index of scripts.keys()) {
        const { composer, answer, error } = SELECTORS;
        const prompt = String(index);
        const frame = page.mainFrame();
        await probe.watch(frame, { turn: prompt, composer, answer, busy, error, prompt, begin: 'input' });
        const sent = await sendPrompt({
          frame,
          prompt,
          way: { by: 'enter' },
          composer,
          isTaken: () => true,
          hostMs: monotonicMs,
        });
        expect(sent).toEqual({ way: { by: 'enter' } });
        turns.push(await watched(page, await probe.result(frame, after(LONGEST_MS))));
      }
      return turns;
    });
    for (const close of closers) close();
    expect(wrong, 'errors in the page').toEqual([]);
  },
});

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());

async function watched(page: Page, seen: ProbedTurn): Promise<WatchedTurn> {
  const truth = await page.evaluate(() => (window as unknown as { truth: Mutation[] }).truth);
  const aligned = alignPaints(seen.states);
  const paintMs = paintTimes(seen.states, seen.longFrames);
  const paints = seen.states.map((state, index) => [paintMs(state), aligned.chars[index]!] as const);
  return { seen, truth, aligned, paints };
}

/** How long after each mutation that added text to the final answer that text was painted, by the probe. */
export function paintDelays({ truth, aligned, paints }: WatchedTurn): number[] {
  let most = 0;
  const delays: number[] = [];
  for (const { atMs, text } of truth) {
    if (!aligned.finalText.startsWith(text) || text.length <= most) continue;
    most = text.length;
    const paint = paints.find(([, chars]) => chars >= text.length);
    expect(paint, `the paint of "${text}"`).toBeDefined();
    delays.push(paint![0] - atMs);
  }
  return delays;
}

export { expect };
