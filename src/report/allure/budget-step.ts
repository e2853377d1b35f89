import type { BudgetResult, Findings, Phase } from '../../model/findings.js';
import type { AllureStatus, AllureStep } from './allure-result.js';

const STATUS: Readonly<Record<BudgetResult['status'], AllureStatus>> = {
  pass: 'passed',
  fail: 'failed',
  'not-measured': 'failed',
  skipped: 'skipped',
};

/** A budget as a step of the phase that it is about, or of the run. */
export function budgetStep(budget: BudgetResult): AllureStep {
  const { sentence, actual, n, status, why } = budget;
  const measured = actual === null ? 'nothing' : typeof actual === 'number' ? round(actual) : String(actual);
  return {
    name: `Budget: ${sentence}`,
    status: STATUS[status],
    stage: 'finished',
    ...(STATUS[status] === 'failed'
      ? {
          statusDetails: {
            message: `${sentence}: measured ${measured}${why === undefined ? '' : ` (${why})`}`,
          },
        }
      : {}),
    parameters: [
      { name: 'measured', value: measured, excluded: true },
      ...(n === null ? [] : [{ name: 'n', value: String(n), excluded: true as const }]),
    ],
    steps: [],
    attachments: [],
  };
}

/** The budgets that are about this phase alone. */
export function budgetsOf({ budgets, phases }: Findings, phase: Phase): readonly BudgetResult[] {
  const ofKind = phases.filter(({ kind }) => kind === phase.kind);
  return budgets.filter(
    (budget) => budget.phase === phase.name || (budget.phase === phase.kind && ofKind.length === 1),
  );
}

const round = (value: number): string => String(Number(value.toPrecision(4)));
