import { expect, test } from '@playwright/test';
import type { AttributionPart } from '../../dist/src/model/findings.js';
import { startRun } from './start-run.js';

/** What the page variant is scripted to do, and how far a measured part may be from it. */
const WORK_BEFORE_REQUEST_MS = 400;
const TEXT_HELD_BACK_MS = 300;
const ERROR_MS = 20;

async function attributionOf(variant: 'smooth' | 'slow-start') {
  const run = startRun({
    options: {
      people: 1,
      // Prefill without jitter: the two pages wait for the same server.
      target: { demo: { variant, prefillJitterShare: 0 } },
      stages: [{ kind: 'baseline', seconds: 20, minTurns: 10 }],
    },
  });
  await run.ended;
  const { attribution } = run.findings().phases.find(({ kind }) => kind === 'baseline')!;
  expect(attribution.n, run.output()).toBeGreaterThanOrEqual(6);
  const median = (part: AttributionPart | null): number => part!.p50!;
  return {
    inputMs: median(attribution.inputMs),
    pageBeforeMs: median(attribution.pageBeforeMs),
    serverMs: median(attribution.serverMs),
    pageAfterMs: median(attribution.pageAfterMs),
  };
}

test('a page that works before it asks and holds text back is blamed for just that', async () => {
  const smooth = await attributionOf('smooth');
  const slow = await attributionOf('slow-start');
  const expectMoved = (part: keyof typeof smooth, byMs: number): void => {
    const moved = slow[part] - smooth[part];
    expect(Math.abs(moved - byMs), `${part}: ${smooth[part]} → ${slow[part]}`).toBeLessThanOrEqual(ERROR_MS);
  };
  expectMoved('pageBeforeMs', WORK_BEFORE_REQUEST_MS);
  expectMoved('pageAfterMs', TEXT_HELD_BACK_MS);
  expectMoved('serverMs', 0);
});
