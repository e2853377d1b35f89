import { expect, test } from '@playwright/test';
import { recovery } from '../../dist/src/findings/recovery.js';
import { runData } from '../../dist/src/findings/run-data.js';
import type { StreamRecord } from '../../dist/src/model/records.js';
import { plantLedger } from './plant-ledger.js';
import { plantStage } from './plant-plan.js';

const STAGES = [
  plantStage('baseline', 'baseline', 10, 1),
  plantStage('peak', 'peak', 10, 20),
  plantStage('recovery', 'recovery', 10, 1),
];
const LEFT_MS = 20_000;
const USUAL_MS = 200;

/** A stream five times a second, without people; `waitMs` says what each waited for its text, `null`: none came. */
function alone(waitMs: (scheduledMs: number) => number | null) {
  const { plan, ledger } = plantLedger({ stages: STAGES });
  const streams = Array.from({ length: 150 }, (_, nth): StreamRecord => {
    const scheduledMs = nth * 200;
    const wait = waitMs(scheduledMs);
    const counts = { events: 10, bytes: 1_000, textChars: 100, reads: 10 };
    const of = { type: 'stream', id: `crowd-${nth}`, user: nth, scheduledMs, ...counts } as const;
    if (wait === null) return { ...of, outcome: 'cancelled', endedMs: 30_001 };
    const firstTextMs = scheduledMs + wait;
    return { ...of, outcome: 'ok', firstTextMs, lastTextMs: firstTextMs, endedMs: firstTextMs };
  });
  return recovery(runData({ ...ledger, turns: [], streams }, { ...plan, people: 0 }));
}

const inPeak = (ms: number): boolean => ms >= 10_000 && ms < LEFT_MS;

test('a backend is back when the waits of the streams are', () => {
  // Whoever came in the last second of the peak waits for two seconds.
  const { recovered, recoveredMs, caveats } = alone((ms) => (inPeak(ms) ? 2_000 : USUAL_MS));
  expect(caveats).toEqual([]);
  expect(recovered).toBe(true);
  expect(recoveredMs!).toBeCloseTo(19_800 + 2_000 - LEFT_MS, 6);
});

test('one that stays slow, or never answers again, is not', () => {
  expect(alone((ms) => (ms >= 10_000 ? 2_000 : USUAL_MS)).recovered).toBe(false);
  expect(alone((ms) => (ms >= 15_000 ? null : USUAL_MS)).recovered).toBe(false);
});

test('without a baseline nothing is said', () => {
  const { plan, ledger } = plantLedger({ stages: STAGES });
  const found = recovery(runData({ ...ledger, turns: [], streams: [] }, { ...plan, people: 0 }));
  expect(found).toMatchObject({
    recovered: null,
    caveats: ['Recovery was not measured: no stream at baseline to compare with.'],
  });
});
