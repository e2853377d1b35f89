import { cellOf } from '../cell.js';
import { formatNumber, formatShare } from '../format.js';
import { DataTable, type TableCell } from './data-table.js';
import type { Section } from './section.js';

/** What the plan asked of each of the crowd's answers, over the whole run and phase by phase. */
export const checksSection: Section = {
  id: 'checks',
  title: 'Checks',
  applies: ({ checks }) => checks.length > 0,
  render: ({ checks, phases }) => {
    const checked = phases.filter(({ load }) => load.checks.length > 0);
    return (
      <DataTable
        id="table-checks"
        caption="Answers of the crowd that were what they should be"
        columns={[
          { label: 'check', text: true },
          { label: 'passed', group: 'whole run' },
          { label: 'failed', group: 'whole run' },
          { label: 'share', group: 'whole run' },
          ...checked.map(({ name }) => ({ label: name, group: 'share by phase' })),
        ]}
        rows={checks.map((check): readonly TableCell[] => [
          { text: check.name },
          { text: formatNumber(check.passes) },
          { text: formatNumber(check.fails), ...(check.fails > 0 ? { tone: 'bad' as const } : {}) },
          { text: formatShare(check.passes / (check.passes + check.fails)) },
          ...checked.map(({ load }) => {
            const found = load.checks.find(({ name }) => name === check.name);
            const share = found === undefined ? null : found.passes / (found.passes + found.fails);
            return cellOf(share, formatShare, 'no answer was checked in this phase');
          }),
        ])}
      />
    );
  },
};
