import { expect, test } from '@playwright/test';
import type { Findings } from '../../dist/src/model/findings.js';
import type { TurnRecord } from '../../dist/src/model/records.js';
import { seededRandom } from '../../dist/src/stats/seeded-random.js';
import { findingsOf } from './found.js';
import { type PlantedRun, plantLedger } from './plant-ledger.js';
import { PLANTED_PAGE, type PlantedPage } from './plant-page-work.js';
import { plantStage } from './plant-plan.js';

const stages = [plantStage('baseline', 'baseline', 60)];
/** Long answers: 200 tokens of 4.5 characters. */
const longAnswers = { stages, tokens: 200, tokensPerSecond: 120, page: PLANTED_PAGE };

/** Each sample of the main thread is off by up to so many milliseconds, as other work of the page is. */
function noisy(run: PlantedRun, noiseMs: number): PlantedRun {
  const random = seededRandom(11);
  const shaken = (turn: TurnRecord): TurnRecord => {
    let before = 0;
    let extra = 0;
    return {
      ...turn,
      ...(turn.mainThread === undefined
        ? {}
        : {
            mainThread: turn.mainThread.map(([ms, cost]) => {
              extra += noiseMs * random();
              before = Math.max(before, cost + extra);
              return [ms, before] as const;
            }),
          }),
    };
  };
  return { ...run, ledger: { ...run.ledger, turns: run.ledger.turns.map(shaken) } };
}

function growthOf(page: Partial<PlantedPage>, noiseMs = 0, seed = 1): Findings['costGrowth'] {
  const run = plantLedger({ ...longAnswers, seed, page: { ...PLANTED_PAGE, ...page } });
  return findingsOf(noiseMs === 0 ? run : noisy(run, noiseMs)).costGrowth;
}

test('a page that only adds what came has a flat cost', () => {
  const { status, withinAnswer, overConversation } = growthOf({});
  expect(status).toBe('measured');
  for (const slope of [withinAnswer, overConversation]) {
    expect(slope.status).toBe('measured');
    expect(slope.grows).toBe('no');
    expect(Math.abs(slope.addedMsPerKchar!)).toBeLessThan(3);
    expect(Math.abs(slope.msPerKchar! - 60)).toBeLessThan(2);
  }
  expect(withinAnswer.sentence).toContain('The cost per character does not grow within an answer');
  expect(overConversation.sentence).toContain('does not grow with the conversation');
});

test('a page that renders the whole answer anew for every token is found out', () => {
  const { withinAnswer, overConversation } = growthOf({ addedWithinAnswer: 400 });
  expect(withinAnswer.grows).toBe('yes');
  expect(Math.abs(withinAnswer.addedMsPerKchar! / 400 - 1)).toBeLessThan(0.05);
  expect(withinAnswer.sentence).toMatch(
    /^The page re-renders everything: each 1,000 characters of an answer add (39|40|41)0 ms per 1,000 characters \(95 % interval \d+ to \d+ ms, \d+ slices of \d+ answers\)\.$/,
  );
  expect(overConversation.grows).toBe('no');
});

test('a page that works over the whole conversation is found out', () => {
  const { withinAnswer, overConversation } = growthOf({ addedOverConversation: 50 });
  expect(overConversation.grows).toBe('yes');
  expect(Math.abs(overConversation.addedMsPerKchar! - 50)).toBeLessThan(5);
  expect(withinAnswer.grows).toBe('no');
});

for (const added of [0, 200]) {
  test(`with noise, the intervals cover a planted ${added} ms`, () => {
    let covered = 0;
    for (let seed = 1; seed <= 10; seed++) {
      const { withinAnswer } = growthOf({ addedWithinAnswer: added }, 12, seed);
      const [low, high] = withinAnswer.ci95!;
      if (low <= added && high >= added) covered++;
      expect(withinAnswer.grows, `seed ${seed}`).not.toBe(added === 0 ? 'yes' : 'no');
    }
    expect(covered).toBeGreaterThanOrEqual(8);
  });
}

test('too little says that it is too little', () => {
  const run = plantLedger({ ...longAnswers, stages: [plantStage('baseline', 'baseline', 4)], people: 1 });
  const few = findingsOf(run).costGrowth;
  expect(few.overConversation).toMatchObject({
    status: 'not-measured',
    addedMsPerKchar: null,
    grows: 'unclear',
  });
  expect(few.overConversation.sentence).toContain('Not enough to tell');
  const turns = run.ledger.turns.map(({ mainThread: _, ...turn }) => turn);
  const none = findingsOf({ ...run, ledger: { ...run.ledger, turns } });
  expect(none.costGrowth).toMatchObject({ status: 'not-measured', caveats: [], withinAnswer: { n: 0 } });
  expect(none.costGrowth.withinAnswer.sentence).toContain('main-thread time is not known');
  expect(none.phases[0]!.experience.pageCostMsPerKchar).toMatchObject({ n: 0, p50: null });
});

test('a crowd whose load changed while conversations grew is named as a caveat', () => {
  const { costGrowth } = findingsOf(plantLedger());
  expect(costGrowth.caveats.join(' ')).toContain('Load changed while conversations grew');
  expect(growthOf({}).caveats.join(' ')).not.toContain('Load changed');
});
