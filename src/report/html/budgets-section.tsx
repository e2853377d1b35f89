import { budgetCells } from '../budget-cells.js';
import { DataTable, type TableCell } from './data-table.js';
import type { Section } from './section.js';

const TONE = { pass: 'good', fail: 'bad', 'not-measured': 'doubt', skipped: 'doubt' } as const;
const SIGN = { pass: '✓ ', fail: '✕ ', 'not-measured': '? ', skipped: '? ' } as const;

export const budgetsSection: Section = {
  id: 'budgets',
  title: 'Budgets',
  render: ({ budgets, verdict }) =>
    budgets.length === 0 ? (
      <p>No budget was set, so nothing could be broken.</p>
    ) : (
      <DataTable
        id="table-budgets"
        caption="What this run had to keep"
        columns={[
          { label: 'budget', text: true },
          { label: 'result', text: true },
          { label: 'measured' },
          { label: 'n' },
        ]}
        rows={budgets.map((budget): readonly TableCell[] => {
          const cells = budgetCells(budget, verdict.status !== 'invalid');
          const status = verdict.status === 'invalid' ? 'skipped' : budget.status;
          return [
            cells.sentence,
            { ...cells.status, text: SIGN[status] + cells.status.text, tone: TONE[status] },
            cells.actual,
            cells.n,
          ];
        })}
      />
    ),
};
