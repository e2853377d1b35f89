import type { Findings, Lane } from '../../model/findings.js';
import { cellOf, percentileCell } from '../cell.js';
import { formatLoad, formatMs, formatNumber, formatRate, formatShare } from '../format.js';
import { lanesSentence } from '../lanes-sentence.js';
import { Caveats } from './caveats.js';
import { DataTable, type TableCell } from './data-table.js';
import type { Section } from './section.js';

export const lanesSection: Section = {
  id: 'lanes',
  title: 'Servers under load',
  applies: ({ lanes }) => lanes !== undefined,
  render: (findings) => {
    const lanes = findings.lanes!;
    return (
      <>
        <p>{lanesSentence(lanes)}</p>
        <DataTable
          id="table-lanes"
          caption="What each server got and gave, phase by phase"
          columns={[
            { label: 'phase', term: 'phase', text: true },
            { label: 'server', text: true },
            { label: 'streams', term: 'load' },
            { label: 'in flight', term: 'in-flight' },
            { label: 'starts/s', term: 'starts-per-second' },
            { label: 'completions/s', term: 'completions-per-second' },
            { label: 'wire TTFT p50', term: 'wire-ttft' },
            { label: 'wire TTFT p95', term: 'wire-ttft' },
            { label: 'good', term: 'good-share' },
          ]}
          rows={rows(findings, lanes.lanes)}
        />
        <Caveats of={lanes.caveats} />
      </>
    );
  },
};

function rows({ phases }: Findings, lanes: readonly Lane[]): readonly (readonly TableCell[])[] {
  return phases.flatMap(({ name }) =>
    lanes.flatMap((lane) => {
      const load = lane.phases.find((phase) => phase.name === name)?.load;
      if (load === undefined || (load.streams === 0 && load.wireTtftMs.n === 0)) return [];
      return [
        [
          { text: name },
          { text: lane.name },
          { text: formatNumber(load.streams) },
          cellOf(load.inFlight, formatLoad, 'not measured'),
          cellOf(load.startsPerSecond, formatRate, 'not measured'),
          cellOf(load.completionsPerSecond, formatRate, 'not measured'),
          percentileCell(load.wireTtftMs, 'p50', formatMs),
          percentileCell(load.wireTtftMs, 'p95', formatMs),
          cellOf(load.goodShare, formatShare, 'no stream counted'),
        ],
      ];
    }),
  );
}
