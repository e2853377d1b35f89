import type { Distribution, Phase } from '../../model/findings.js';
import { percentileCell } from '../cell.js';
import { formatMs, formatNumber, formatScore } from '../format.js';
import type { TermKey } from '../glossary.js';
import { DataTable, type TableCell } from './data-table.js';

interface Row {
  readonly name: string;
  readonly term: TermKey;
  readonly format: (value: number) => string;
  readonly of: (phase: Phase) => Distribution;
}

const METRICS: readonly Row[] = [
  {
    name: 'perceived TTFT',
    term: 'perceived-ttft',
    format: formatMs,
    of: (p) => p.experience.perceivedTtftMs,
  },
  { name: 'acknowledgement', term: 'ack', format: formatMs, of: (p) => p.experience.ackMs },
  {
    name: 'first feedback',
    term: 'first-feedback',
    format: formatMs,
    of: (p) => p.experience.firstFeedbackMs,
  },
  {
    name: 'perceived last text',
    term: 'perceived-ttlb',
    format: formatMs,
    of: (p) => p.experience.perceivedTtlbMs,
  },
  { name: 'settled', term: 'settled', format: formatMs, of: (p) => p.experience.settledMs },
  { name: 'paint gap', term: 'paint-gap', format: formatMs, of: (p) => p.experience.paintGapMs },
  { name: 'render lag', term: 'render-lag', format: formatMs, of: (p) => p.experience.renderLagMs },
  { name: 'jank', term: 'jank', format: formatMs, of: (p) => p.experience.jankMs },
  { name: 'reading QoE', term: 'reading-qoe', format: formatScore, of: (p) => p.experience.readingQoe },
  { name: 'flow QoE', term: 'flow-qoe', format: formatScore, of: (p) => p.experience.flowQoe },
  { name: 'wire TTFT', term: 'wire-ttft', format: formatMs, of: (p) => p.load.wireTtftMs },
  { name: 'wire gap', term: 'gap', format: formatMs, of: (p) => p.load.gapMs },
  { name: 'dispatch lag', term: 'dispatch-lag', format: formatMs, of: (p) => p.load.dispatchLagMs },
];

/** Every distribution of every phase, folded away. */
export function PhaseDetails({ phases }: { readonly phases: readonly Phase[] }) {
  return (
    <details>
      <summary>All distributions and outcomes, phase by phase</summary>
      {phases.map((phase, index) => (
        <div key={phase.name}>
          <DataTable
            id={`table-phase-${index + 1}`}
            caption={`Distributions in ${phase.name}`}
            columns={[
              { label: 'metric', text: true },
              { label: 'n' },
              { label: 'not answered' },
              { label: 'p50', term: 'percentile' },
              { label: 'p95', term: 'percentile' },
              { label: 'p99', term: 'percentile' },
              { label: 'max' },
            ]}
            rows={METRICS.map(({ name, term, of, format }): readonly TableCell[] => {
              const d = of(phase);
              return [
                { text: name, term },
                { text: formatNumber(d.n) },
                { text: formatNumber(d.unanswered) },
                percentileCell(d, 'p50', format),
                percentileCell(d, 'p95', format),
                percentileCell(d, 'p99', format),
                percentileCell(d, 'max', format),
              ];
            })}
          />
          <p>
            Turns: {outcomes(phase.experience.outcomes)}. Streams: {outcomes(phase.load.outcomes)}. Left out,
            as they straddle stages or fall into the settling time: {formatNumber(phase.leftOut.turns)} turns,{' '}
            {formatNumber(phase.leftOut.streams)} streams.
          </p>
        </div>
      ))}
    </details>
  );
}

/** `14 answered, 2 timed out` */
function outcomes(counts: Readonly<Record<string, number | undefined>>): string {
  const parts = Object.entries(counts).filter(([, count]) => count !== undefined && count > 0);
  if (parts.length === 0) return 'none';
  return parts
    .map(([outcome, count]) => `${formatNumber(count ?? 0)} ${outcome.replaceAll('_', ' ')}`)
    .join(', ');
}
