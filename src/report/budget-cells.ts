import type { BudgetResult } from '../model/findings.js';
import type { Cell } from './cell.js';
import { formatLoad, formatMs, formatNumber, formatPerKchar, formatShare, joinUnits } from './format.js';

/**
 * A budget as a row: what was asked, what was found, from how many, and the result. Where the measurement cannot be
 * believed, no budget is called kept or broken.
 */
export function budgetCells(
  budget: BudgetResult,
  believed: boolean,
): {
  readonly sentence: Cell;
  readonly actual: Cell;
  readonly n: Cell;
  readonly status: Cell;
} {
  const { actual, n, status } = budget;
  return {
    sentence: { text: joinUnits(budget.sentence) },
    actual:
      actual === null
        ? { text: '–', note: budget.why ?? whyNot(status) }
        : { text: formatBudgetValue(budget.metric, actual) },
    n: n === null ? { text: '–', note: 'not counted in turns or streams' } : { text: formatNumber(n) },
    status: believed
      ? { text: { pass: 'kept', fail: 'broken', 'not-measured': 'not measured', skipped: 'skipped' }[status] }
      : { text: 'not judged', note: 'the measurement cannot be believed' },
  };
}

function whyNot(status: BudgetResult['status']): string {
  return status === 'skipped' ? 'skipped: the measurement cannot be believed' : 'not measured';
}

/** A metric's name tells its unit: `…Share`, `…Ms` and `…MsPerKchar`, before the percentile that is asked of it. */
function formatBudgetValue(metric: string, value: number | boolean): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (/\.n$/.test(metric)) return formatNumber(value);
  if (/MsPerKchar(\W|$)|^costGrowth\./.test(metric)) return formatPerKchar(value);
  if (/Share(\W|$)/.test(metric)) return formatShare(value);
  if (/Ms(\W|$)/.test(metric)) return formatMs(value);
  return /[lL]oadLine/.test(metric)
    ? formatLoad(value)
    : formatNumber(value, Number.isInteger(value) ? 0 : 2);
}
