import { expect, test } from '@playwright/test';
import { resolvePlan } from '../../dist/src/config/resolve-plan.js';
import type { StagePlan } from '../../dist/src/model/plan.js';
import { createEarlyStop } from '../../dist/src/run/early-stop.js';

const { stages } = resolvePlan({ config: { profile: 'quick' }, env: {} });
const stageOf = (name: string): StagePlan => stages.find((stage) => stage.name === name)!;
const ALL_FAIL = { failures: 3, completionsPerSecond: 0 };
const ALL_END = { failures: 0, completionsPerSecond: 3 };
const QUIET = { failures: 0, completionsPerSecond: 0 };

/** Goes through stages in which all streams fail, or none; what was run, and what was said. */
function climb(order: readonly StagePlan[], fails: (name: string) => boolean) {
  const earlyStop = createEarlyStop();
  const run: string[] = [];
  const said: string[] = [];
  order.forEach((stage, index) => {
    if (earlyStop.leavesOut(stage)) return;
    run.push(stage.name);
    earlyStop.beginStage(stage, order.slice(index + 1));
    for (let second = 0; second < 10; second++) {
      const why = earlyStop.second(fails(stage.name) ? ALL_FAIL : ALL_END);
      if (why !== undefined) said.push(`${stage.name} after ${second + 1} s: ${why}`);
    }
  });
  return { run, said };
}

test('in a climb that rises, what comes after a failed step is the recovery', () => {
  const { run, said } = climb(stages, (name) => name === 'climb-6');
  expect(run).toEqual(['warm-up', 'baseline', 'climb-3', 'climb-6', 'recovery']);
  expect(said).toEqual(['climb-6 after 5 s: over half of the streams failed for 5 s: the climb ends here']);
});

test('in a shuffled climb, smaller steps than the failed one are still run, and no greater one', () => {
  const order = ['baseline', 'climb-6', 'climb-10', 'climb-3', 'peak', 'recovery'].map(stageOf);
  const six = climb(order, (name) => name === 'climb-6');
  expect(six.run).toEqual(['baseline', 'climb-6', 'climb-3', 'recovery']);
  expect(six.said).toEqual([
    'climb-6 after 5 s: over half of the streams failed for 5 s: this step ends here, and those that ask for as much or more are left out',
  ]);
  const dead = climb(order, (name) => name.startsWith('climb'));
  expect(dead.run).toEqual(['baseline', 'climb-6', 'climb-3', 'recovery']);
  expect(dead.said.at(-1)).toMatch(/^climb-3 after 5 s: .*: the climb ends here$/);
});

test('a second step of the same size is left out, too', () => {
  const again = { ...stageOf('climb-6'), name: 'again' };
  expect(climb([stageOf('climb-6'), again], () => true).run).toEqual(['climb-6']);
});

test('the recovery is run to its end, although the backend still fails', () => {
  const { run, said } = climb([stageOf('peak'), stageOf('recovery')], () => true);
  expect(run).toEqual(['peak', 'recovery']);
  expect(said.map((text) => text.split(' ')[0])).toEqual(['peak']);
});

test('five seconds in a row: one in which more end than fail begins them anew, one in which nothing ends does not', () => {
  const after = (seconds: readonly (typeof ALL_FAIL)[]): number => {
    const earlyStop = createEarlyStop();
    earlyStop.beginStage(stageOf('peak'), []);
    return seconds.findIndex((second) => earlyStop.second(second) !== undefined) + 1;
  };
  const [fail, end, quiet] = [ALL_FAIL, ALL_END, QUIET];
  expect(after([fail, fail, fail, fail, end, fail, fail, fail, fail])).toBe(0);
  expect(after([fail, quiet, fail, quiet, fail, fail, fail])).toBe(7);
  expect(after([fail, fail, fail, fail, { failures: 1, completionsPerSecond: 1 }, fail])).toBe(0);
});

test('streams at once and streams per second are not held against each other', () => {
  const open = (name: string, perSecond: number): StagePlan => ({
    ...stageOf('climb-3'),
    name,
    load: { model: 'open', perSecond, arrivals: 'poisson' },
  });
  expect(climb([stageOf('peak'), open('open', 0.1)], () => true).run).toEqual(['peak']);
  expect(climb([open('open', 100), stageOf('climb-3')], () => true).run).toEqual(['open']);
  expect(climb([open('more', 0.2), open('less', 0.1)], () => true).run).toEqual(['more', 'less']);
});
