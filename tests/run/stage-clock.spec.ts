import { expect, test } from '@playwright/test';
import type { StagePlan } from '../../dist/src/model/plan.js';
import { createStageClock, type StageClock, type StageEnd } from '../../dist/src/run/stage-clock.js';
import { withMockedTime } from './mocked-time.js';

const STAGE: StagePlan = {
  name: 'baseline',
  kind: 'baseline',
  load: { model: 'none' },
  durationMs: 10_000,
  minTurns: 2,
  maxDurationMs: 20_000,
  rampMs: 0,
};
const FROM_MS = 5_000;

type Steps = (clock: StageClock, pass: (ms: number) => void) => void;

/** Why the stage ended; `undefined`: it goes on. */
async function ended(steps: Steps, stage: Partial<StagePlan> = {}): Promise<StageEnd | undefined> {
  const over = withMockedTime((pass) => {
    const clock = createStageClock({ ...STAGE, ...stage }, FROM_MS);
    steps(clock, pass);
    return clock.over;
  });
  return Promise.race([over, new Promise<undefined>((resolve) => setImmediate(resolve, undefined))]);
}

const turn = (clock: StageClock): void => clock.turnEnded(FROM_MS + 100, FROM_MS + 900);

/** What happens, in order, and why the stage ends: `undefined` while it goes on. */
const TABLE: Record<string, [Steps, StageEnd | undefined, Partial<StagePlan>?]> = {
  'enough turns, and its time is not over': [
    (clock, pass) => {
      turn(clock);
      turn(clock);
      pass(9_999);
    },
    undefined,
  ],
  'enough turns when its time is over': [
    (clock, pass) => {
      turn(clock);
      turn(clock);
      pass(10_000);
    },
    'on-time',
  ],
  'too few turns when its time is over': [
    (clock, pass) => {
      turn(clock);
      pass(19_999);
    },
    undefined,
  ],
  'the last turn that was wanted, late': [
    (clock, pass) => {
      turn(clock);
      pass(15_000);
      turn(clock);
    },
    'prolonged',
  ],
  'never enough turns': [(_clock, pass) => pass(20_000), 'at-limit'],
  'no turns wanted': [(_clock, pass) => pass(10_000), 'on-time', { minTurns: 0 }],
  'turns that began before it': [
    (clock, pass) => {
      clock.turnEnded(FROM_MS - 1, FROM_MS + 500);
      clock.turnEnded(FROM_MS - 900, FROM_MS - 100);
      pass(10_000);
    },
    undefined,
  ],
  'stopped from outside': [(clock) => clock.abort(), 'aborted'],
  'stopped from outside after its end': [
    (clock, pass) => {
      pass(20_000);
      clock.abort();
    },
    'at-limit',
  ],
};

for (const [what, [steps, end, stage]] of Object.entries(TABLE)) {
  test(`${what}: ${end ?? 'goes on'}`, async () => {
    expect(await ended(steps, stage)).toBe(end);
  });
}
