import type { Distribution, Phase } from '../../model/findings.js';
import { percentileCell } from '../cell.js';
import { formatCount, formatMs, formatNumber, formatScore, formatShare } from '../format.js';
import type { TermKey } from '../glossary.js';
import { DataTable, type TableCell } from './data-table.js';

interface Row {
  readonly name: string;
  readonly term: TermKey;
  readonly format: (value: number) => string;
  readonly of: (phase: Phase) => Distribution;
}

/** Whose lag a figure is: of one turn's characters; the distribution is over turns. */
const LAGS = {
  firstMs: 'first character',
  p50Ms: 'median character',
  p95Ms: 'slowest 5 %',
  maxMs: 'slowest character',
  lastMs: 'last character',
} as const;

const FELT: readonly Row[] = [
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
  {
    name: 'settled after last paint',
    term: 'settled-lag',
    format: formatMs,
    of: (p) => p.experience.settledLagMs,
  },
  { name: 'paint gap', term: 'paint-gap', format: formatMs, of: (p) => p.experience.paintGapMs },
  { name: 'reading QoE', term: 'reading-qoe', format: formatScore, of: (p) => p.experience.readingQoe },
  { name: 'flow QoE', term: 'flow-qoe', format: formatScore, of: (p) => p.experience.flowQoe },
  { name: 'fluidity', term: 'fluidity', format: formatScore, of: (p) => p.experience.fluidity },
  {
    name: 'fluidity of the wire',
    term: 'fluidity',
    format: formatScore,
    of: (p) => p.experience.wireFluidity,
  },
  { name: 'dumps', term: 'dump', format: formatShare, of: (p) => p.experience.dumpShare },
  { name: 'reader waited', term: 'starved', format: formatShare, of: (p) => p.experience.starvedShare },
  ...(['firstMs', 'p50Ms', 'p95Ms', 'maxMs', 'lastMs'] as const).map(
    (part): Row => ({
      name: `render lag, ${LAGS[part]}`,
      term: 'render-lag',
      format: formatMs,
      of: (p) => p.experience.renderLag[part],
    }),
  ),
  { name: 'jank', term: 'jank', format: formatMs, of: (p) => p.experience.jankMs },
  { name: 'longest frame', term: 'jank', format: formatMs, of: (p) => p.experience.longestFrameMs },
  {
    name: 'layout shift',
    term: 'layout-shift',
    format: (value) => formatNumber(value, 3),
    of: (p) => p.experience.layoutShift,
  },
  { name: 'followed', term: 'follow', format: formatShare, of: (p) => p.experience.followShare },
  {
    name: 'typing',
    term: 'interaction',
    format: formatMs,
    of: (p) => p.experience.interactionLatencyMs.type,
  },
  {
    name: 'scrolling',
    term: 'interaction',
    format: formatMs,
    of: (p) => p.experience.interactionLatencyMs.scroll,
  },
  {
    name: 'cost per 1\u202f000 characters',
    term: 'page-cost',
    format: formatMs,
    of: (p) => p.experience.pageCostMsPerKchar,
  },
];

const WIRE: readonly Row[] = [
  { name: 'wire TTFT', term: 'wire-ttft', format: formatMs, of: (p) => p.load.wireTtftMs },
  { name: 'wire gap', term: 'gap', format: formatMs, of: (p) => p.load.gapMs },
  { name: 'dispatch lag', term: 'dispatch-lag', format: formatMs, of: (p) => p.load.dispatchLagMs },
];

interface PhaseDetailsProps {
  readonly phases: readonly Phase[];
  readonly hasPeople: boolean;
}

/** Every distribution of every phase, folded away. */
export function PhaseDetails({ phases, hasPeople }: PhaseDetailsProps) {
  const metrics = hasPeople ? [...FELT, ...WIRE] : WIRE;
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
            rows={metrics.map(({ name, term, of, format }): readonly TableCell[] => {
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
            {hasPeople && `Turns: ${outcomes(phase.experience.outcomes)}. `}
            Streams: {outcomes(phase.load.outcomes)}. Left out, as they straddle stages or fall into the
            settling time: {hasPeople && `${formatCount(phase.leftOut.turns, 'turn')}, `}
            {formatCount(phase.leftOut.streams, 'stream')}.
            {phase.experience.settledLate > 0 &&
              ` In ${formatCount(phase.experience.settledLate, 'turn')} the page took over a second after its last paint to be ready again.`}
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
