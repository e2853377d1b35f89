import { expect, test } from '@playwright/test';
import { correlations } from '../../dist/src/findings/correlations.js';
import { overlappedLoad } from '../../dist/src/findings/overlapped-load.js';
import { runData } from '../../dist/src/findings/run-data.js';
import { plantLedger } from './plant-ledger.js';

test('a page that slows down by itself while load rises shares time with it, and no more is said', () => {
  const { plan, ledger } = plantLedger({ slots: 60 });
  const climbing = ledger.turns.filter(({ stamps }) => stamps.submittedMs < 51_000);
  const turns = climbing.map((turn) => {
    const late = 4 * turn.stamps.submittedMs ** 1.02 * 1e-2;
    return {
      ...turn,
      stamps: {
        ...turn.stamps,
        firstAnswerPaintMs: turn.stamps.firstAnswerPaintMs! + late,
        lastAnswerPaintMs: turn.stamps.lastAnswerPaintMs! + late,
        settledMs: turn.stamps.settledMs! + late,
      },
      paints: turn.paints.map(([ms, chars]) => [ms + late, chars] as const),
    };
  });
  const found = correlations(runData({ ...ledger, turns }, plan));
  const pair = found.pairs.find(({ x, y }) => x === 'inFlight' && y === 'renderLagMs')!;
  expect(pair.spearman!).toBeGreaterThan(0.9);
  expect(pair.evidence).not.toBe('stands');
  expect(found.pairs.filter(({ evidence }) => evidence === 'stands')).toEqual([]);
});

test('a window that the seconds of the crowd do not cover has no load', () => {
  const { plan, ledger } = plantLedger();
  const gap = {
    ...ledger,
    buckets: ledger.buckets.filter(({ fromMs }) => fromMs < 30_000 || fromMs >= 33_000),
  };
  const load = overlappedLoad(runData(gap, plan));
  expect(load(29_000, 30_000).inFlight).not.toBeNull();
  expect(load(31_000, 32_000)).toEqual({
    inFlight: null,
    startsPerSecond: null,
    eventsPerSecond: null,
    wireTtftMs: null,
  });
  expect(load(29_000, 31_000).inFlight).toBeNull();
  expect(load(25_500, 30_500).inFlight).not.toBeNull();
});

test('every turn meets the load of its own seconds, by part', () => {
  const { plan, ledger } = plantLedger();
  const load = overlappedLoad(runData(ledger, plan));
  const bucket = ledger.buckets.find(({ fromMs }) => fromMs === 45_000)!;
  const own = load(45_000, 46_000);
  expect(own.inFlight).toBe(bucket.inFlight);
  expect(own.eventsPerSecond).toBe(bucket.events);
  expect(own.startsPerSecond).toBe(bucket.starts);
  const firstTexts = ledger.streams
    .filter(({ firstTextMs = 0 }) => firstTextMs >= 45_000 && firstTextMs < 46_000)
    .map(({ firstTextMs, scheduledMs }) => firstTextMs! - scheduledMs)
    .sort((a, b) => a - b);
  expect(own.wireTtftMs).toBe(firstTexts[Math.ceil(firstTexts.length / 2) - 1]);
});
