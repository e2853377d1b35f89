import { expect, test } from '@playwright/test';
import { verdict } from '../../../dist/src/findings/verdict.js';
import type { Findings } from '../../../dist/src/model/findings.js';
import { budgetStep } from '../../../dist/src/report/allure/budget-step.js';
import { CATEGORIES } from '../../../dist/src/report/allure/categories.js';
import { headline } from '../../../dist/src/report/sentences.js';
import { sampleFindings } from '../sample-findings.js';

/** As Allure does it: the first whose statuses have this one and whose expression fits the whole message. */
const classOf = (status: 'failed' | 'broken' | 'skipped', message: string): string | undefined =>
  CATEGORIES.find(
    ({ matchedStatuses, messageRegex }) =>
      matchedStatuses.includes(status) && new RegExp(`^${messageRegex}$`).test(message),
  )?.name;

test('the sentences that a failed run says are told apart', () => {
  const findings = sampleFindings();
  const budgets = findings.budgets.map((budget) => ({ ...budget, status: 'fail' as const, actual: 0.5 }));
  const data = {
    turns: [{ counted: true }],
    streams: [],
    ledger: { events: [], stages: [] },
    people: 2,
    plan: { people: 2, stages: [] },
  } as unknown as Parameters<typeof verdict>[0];
  const said = (change: Partial<Findings>): string => headline({ ...findings, ...change });
  const broken = verdict(data, findings.instrument, budgets, false);
  expect(classOf('failed', said({ verdict: broken, budgets }))).toBe('A budget was broken');
  const open = verdict(data, findings.instrument, [{ ...budgets[0]!, status: 'not-measured' }], false);
  expect(classOf('failed', said({ verdict: open }))).toBe('A budget was broken');
  expect(classOf('failed', budgetStep(budgets[0]!).statusDetails!.message)).toBe('A budget was broken');

  const instrument = {
    ...findings.instrument,
    validity: 'invalid' as const,
    reasons: ['The host was busy.'],
  };
  const unbelieved = verdict(data, instrument, budgets, false);
  expect(classOf('broken', said({ verdict: unbelieved, instrument }))).toBe(
    'The measurement cannot be believed',
  );

  const nobody = verdict({ ...data, turns: [] }, findings.instrument, [], false);
  expect(classOf('failed', said({ verdict: nobody }))).toBe('The run could not be carried out');
  const cut = verdict(
    { ...data, plan: { ...data.plan, stages: [{} as never] } },
    findings.instrument,
    [],
    true,
  );
  expect(classOf('failed', said({ verdict: cut }))).toBe('The run could not be carried out');
});

const OTHERS: readonly (readonly ['failed' | 'skipped', string, string | undefined])[] = [
  ['skipped', 'the measurement cannot be believed', 'The measurement cannot be believed'],
  ['failed', 'Turn person-1-3 was not answered: timed_out (no text).', 'A turn was not answered: timed out'],
  ['failed', 'The turn was not answered: error shown.', 'A turn was not answered: error shown'],
  ['failed', 'Turn a was not answered: refused.', 'A turn was not answered: refused'],
  ['failed', 'Failed to go on: the conductor of the run was lost', 'The run could not be carried out'],
  ['skipped', 'Nothing was measured: no turn and no stream ended in this phase.', 'Nothing was measured'],
  ['failed', 'locator.click: Timeout 30000ms exceeded.', undefined],
];
for (const [status, message, expected] of OTHERS) {
  test(`"${message}" is of the class ${expected ?? 'that Allure gives to what fits nowhere'}`, () => {
    expect(classOf(status, message)).toBe(expected);
    // Playwright writes more around a message than the message.
    if (expected !== undefined)
      expect(classOf(status, `Error: ${message}\n\nexpect(received)`)).toBe(expected);
  });
}
