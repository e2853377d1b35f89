import { expect, test } from '@playwright/test';
import { resolvePlan } from '../../dist/src/config/resolve-plan.js';
import { costGrowth } from '../../dist/src/findings/cost-growth.js';
import { judgeTurn } from '../../dist/src/findings/judged-turn.js';
import { openPerson } from '../calibrate/open-person.js';
import type { PageSetup, Step } from '../calibrate/page-setup.js';
import { servePages } from '../calibrate/serve-pages.js';

const plan = resolvePlan({ config: { profile: 'cost-growth' }, env: {} });
const PAGE: PageSetup = { view: 'append', inside: 'document' };
const ANSWERS = 3;
const STEPS = 100;
const PIECE = 'a dozen more letters ';
const STEP_MS = 20;

/** A page whose own work per piece is known: so many milliseconds, and so many more for each piece that is there already. */
const working = (ms: number, addedMs: number): Step[] =>
  Array.from({ length: STEPS }, (_, step) => ({
    afterMs: STEP_MS,
    piece: PIECE,
    during: 'task',
    blockMs: ms + addedMs * step,
    blockedFirst: true,
  }));

for (const [what, script, grows, said] of [
  [
    'dearer with every piece',
    working(1, 0.25),
    /^yes$/,
    /^The page re-renders everything: each 1,000 characters of an answer add /,
  ],
  ['the same for every piece', working(8, 0), /^(no|unclear)$/, /^(?!The page re-renders everything)/],
] as const) {
  test(`a real page that works ${what} is told from its main thread's time`, async () => {
    test.setTimeout(60_000);
    const served = await servePages({ answer: script });
    const person = await openPerson(served.urlOf(PAGE), 30_000);
    try {
      const turns = [];
      for (let answer = 0; answer < ANSWERS; answer++) turns.push(await person.ask('answer'));
      expect(turns.map(({ outcome }) => outcome)).toEqual(turns.map(() => 'answered'));
      const judged = turns.map((turn) => judgeTurn(turn, plan, []));
      const { withinAnswer } = costGrowth({ turns: judged, plan, crowdPlanned: false });
      expect(withinAnswer.grows, withinAnswer.sentence).toMatch(grows);
      expect(withinAnswer.sentence).toMatch(said);
    } finally {
      await person.close();
      served.close();
    }
  });
}
