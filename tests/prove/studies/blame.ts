import type { PlimsollOptions } from '../../../dist/src/config/options.js';
import { startedRun } from '../started-run.js';
import { type Measured, type Study, share } from '../study.js';

const PLAN: PlimsollOptions = { people: 1, stages: [{ kind: 'baseline', seconds: 12, minTurns: 4 }] };
const SLOW_PAGE: PlimsollOptions = { ...PLAN, target: { demo: { variant: 'slow-start', prefillMs: 60 } } };
const SLOW_BACKEND: PlimsollOptions = { ...PLAN, target: { demo: { variant: 'smooth', prefillMs: 1500 } } };

async function blame(): Promise<Measured[]> {
  const [page, backend] = [await startedRun(SLOW_PAGE), await startedRun(SLOW_BACKEND)];
  for (const { phases } of [page, backend]) console.log(`  ${JSON.stringify(phases[0]?.attribution)}`);
  return [
    share('a slow page is named', Number(page.phases[0]?.attribution.mostly === 'page'), 1, { atLeast: 1 }),
    share('a slow backend is named', Number(backend.phases[0]?.attribution.mostly === 'server'), 1, {
      atLeast: 1,
    }),
  ];
}

export const blameStudy: Study = {
  name: 'blame',
  question: 'Is it named right whether page or backend takes the time?',
  generator: { slowPage: SLOW_PAGE, slowBackend: SLOW_BACKEND, target: 'the demo' },
  wholeRuns: true,
  run: blame,
};
