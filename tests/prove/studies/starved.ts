import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { PlimsollOptions } from '../../../dist/src/config/options.js';
import type { Findings } from '../../../dist/src/model/findings.js';
import { startedRun } from '../started-run.js';
import { type Measured, type Study, share } from '../study.js';

const PLAN: PlimsollOptions = {
  people: 2,
  goodTurn: { perceivedTtftMs: 1500 },
  deadlines: { turnMs: 15_000, firstByteMs: 15_000, firstTextMs: 15_000 },
  stages: [
    { kind: 'baseline', seconds: 9 },
    { kind: 'climb', streams: 4, seconds: 9 },
    { kind: 'climb', streams: 8, seconds: 9 },
    { kind: 'recovery', seconds: 7 },
  ],
};

/** Loops that do nothing but take the processor, at normal priority. */
const busyLoops = (count: number) => (): (() => void) => {
  const loops = Array.from({ length: count }, () =>
    spawn(process.execPath, ['-e', 'for(;;);'], { stdio: 'ignore' }),
  );
  return () => {
    for (const loop of loops) loop.kill('SIGKILL');
  };
};

async function starved(): Promise<Measured[]> {
  const four = await startedRun(PLAN, { kind: 'climb', begin: busyLoops(4 * availableParallelism()) });
  const one = await startedRun(PLAN, { kind: 'climb', begin: busyLoops(1) });
  const climbs = (phases: Findings['phases']): Findings['phases'] =>
    phases.filter(({ kind }) => kind === 'climb');
  const invalid = climbs(four.phases).filter(({ instrument }) => instrument.validity === 'invalid');
  const named = climbs(one.phases).filter(
    ({ name, instrument }) =>
      instrument.validity !== 'valid' && instrument.reasons.some((why) => why.startsWith(name)),
  );
  console.log(`  4 a core: ${four.verdict.status}; ${four.verdict.reasons.slice(0, 3).join(' ')}`);
  console.log(`  one: ${one.instrument.validity}; ${one.instrument.reasons.slice(0, 3).join(' ')}`);
  return [
    share('4 busy loops a core: invalid, not failed', Number(four.verdict.status === 'invalid'), 1, {
      atLeast: 1,
    }),
    share(
      '4 busy loops a core: of the climbs, which were all starved',
      invalid.length,
      climbs(four.phases).length,
      {
        atLeast: 1,
      },
    ),
    share('one busy loop: at least degraded', Number(one.instrument.validity !== 'valid'), 1, { atLeast: 1 }),
    share('one busy loop: a climb is named', Number(named.length > 0), 1, { atLeast: 1 }),
  ];
}

export const starvedStudy: Study = {
  name: 'starved',
  question: 'Is a run on a starved test machine invalid instead of failed?',
  generator: {
    plan: PLAN,
    loops: '4 a core, and one, from the first climb on, at normal priority',
    target: 'the demo',
  },
  wholeRuns: true,
  run: starved,
};
