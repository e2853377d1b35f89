import { formatNumber } from '../format.js';
import { DataTable, type TableCell } from './data-table.js';
import type { Section } from './section.js';

/** Why streams of the crowd failed, in the words of whoever said so. */
export const failuresSection: Section = {
  id: 'failures',
  title: 'Why streams failed',
  applies: ({ failureReasons = [] }) => failureReasons.length > 0,
  render: ({ failureReasons = [] }) => (
    <DataTable
      id="table-failures"
      caption="The most frequent reasons, without the warm-up; what differs in nothing but figures and ids is one reason, told as it came first"
      columns={[
        { label: 'streams' },
        { label: 'outcome', text: true },
        { label: 'what was said', text: true },
        { label: 'stages', term: 'phase', text: true },
      ]}
      rows={failureReasons.map(({ outcome, lane, detail, n, phases }): readonly TableCell[] => [
        { text: formatNumber(n) },
        {
          text: `${lane === undefined ? '' : `${lane}: `}${outcome.replaceAll('_', ' ')}`,
          tone: 'bad' as const,
        },
        { text: detail ?? 'nothing' },
        { text: phases.join(', ') },
      ])}
    />
  ),
};
