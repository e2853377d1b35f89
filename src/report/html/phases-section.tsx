import type { Phase, PhaseExperience } from '../../model/findings.js';
import { cellOf, percentileCell } from '../cell.js';
import { hasPeople } from '../crowd-alone.js';
import { crowdWords } from '../crowd-words.js';
import {
  formatClock,
  formatLoad,
  formatMs,
  formatNumber,
  formatRate,
  formatShare,
  formatShareInterval,
} from '../format.js';
import { reasonSentences } from '../sentences.js';
import { type Column, DataTable, type TableCell } from './data-table.js';
import { PhaseDetails } from './phase-details.js';
import type { Section } from './section.js';

const VALIDITY_TONE = { valid: 'good', degraded: 'doubt', invalid: 'bad' } as const;

export const phasesSection: Section = {
  id: 'phases',
  title: 'Phases',
  render: (findings) => {
    const { phases } = findings;
    if (phases.length === 0) return <p>Not measured: the run ended before its first phase.</p>;
    const withPeople = hasPeople(findings);
    const isShown = (column: number) => withPeople || COLUMNS[column]?.group !== 'people';
    return (
      <>
        <DataTable
          id="table-phases"
          caption="What people felt and what the wire did, phase by phase"
          columns={COLUMNS.filter((_, column) => isShown(column))}
          rows={phases.map((phase) => row(phase).filter((_, column) => isShown(column)))}
        />
        <PhaseDetails phases={phases} hasPeople={withPeople} />
      </>
    );
  },
};

const COLUMNS: readonly Column[] = [
  { label: 'phase', term: 'phase', text: true },
  { label: 'load', term: 'load', group: 'crowd' },
  { label: 'in flight', term: 'in-flight', group: 'crowd' },
  { label: 'wire TTFT p50', term: 'wire-ttft', group: 'crowd' },
  { label: 'starts/s', term: 'starts-per-second', group: 'crowd' },
  { label: 'completions/s', term: 'completions-per-second', group: 'crowd' },
  { label: 'events/s', term: 'events-per-second', group: 'crowd' },
  { label: 'turns', term: 'turn', group: 'people' },
  { label: 'good', term: 'good-share', group: 'people' },
  { label: 'perceived TTFT p50', term: 'perceived-ttft', group: 'people' },
  { label: 'validity', term: 'validity', group: 'instrument', text: true },
];

function row(phase: Phase): readonly TableCell[] {
  const { load, experience, instrument, leftOut } = phase;
  const noCrowd = load.streams === 0 && load.perSecond === null ? 'no crowd in this phase' : 'not measured';
  return [
    { text: phase.name, sub: `${kindOf(phase)}${timesOf(phase)}` },
    {
      text: formatLoad(load.offered),
      sub: offeredWords(phase),
    },
    cellOf(load.inFlight, formatLoad, noCrowd),
    percentileCell(load.wireTtftMs, 'p50', formatMs),
    cellOf(load.startsPerSecond, formatRate, noCrowd),
    cellOf(load.completionsPerSecond, formatRate, noCrowd),
    cellOf(load.eventsPerSecond, formatRate, noCrowd),
    {
      text: formatNumber(experience.turns),
      ...(leftOut.turns > 0 ? { sub: `${formatNumber(leftOut.turns)} left out` } : {}),
    },
    goodShare(experience),
    percentileCell(experience.perceivedTtftMs, 'p50', formatMs),
    {
      text: instrument.validity,
      tone: VALIDITY_TONE[instrument.validity],
      ...(instrument.reasons.length > 0
        ? { note: reasonSentences({ phases: [phase] }, instrument.reasons, phase.name) }
        : {}),
    },
  ];
}

/** Names mostly begin with their kind; where one does not, the kind is said. */
/** When it was; of merged replicates in each. */
const timesOf = (phase: Phase): string =>
  (phase.windows ?? [phase])
    .map(({ fromMs, toMs }) => `${formatClock(fromMs)}–${formatClock(toMs)}`)
    .join(', ');

const kindOf = ({ kind, name }: Phase): string => (name.startsWith(kind) ? '' : `${kind}, `);

/** The share, and its interval as a small bar from 0 to 100 %. */
function goodShare({ goodShare: share, goodShareCi95: ci }: PhaseExperience): TableCell {
  const cell = cellOf(share, formatShare, 'no turn counted');
  if (share === null || ci === null) return cell;
  const at = (value: number): string => `${(value * 100).toFixed(1)}%`;
  return {
    ...cell,
    sub: formatShareInterval(ci),
    mark: (
      <span class="share-bar" aria-hidden="true">
        <i style={{ left: at(ci[0]), right: `calc(100% - ${at(ci[1])})` }} />
        <b style={{ left: at(share) }} />
      </span>
    ),
  };
}

/** What the load is made of: `8 + 2 people`, `5 starts/s + 2 people`, without people `8 streams`. */
function offeredWords({ load }: Phase): string {
  const atOnce = load.perSecond === null ? load.streams : load.inFlight;
  const people = load.offered === null || atOnce === null ? 0 : Math.round(load.offered - atOnce);
  if (load.perSecond === null && people > 0)
    return `${formatNumber(load.streams)} + ${people === 1 ? '1 person' : `${people} people`}`;
  const crowd =
    load.perSecond === null
      ? crowdWords({ model: 'closed', streams: load.streams })
      : `${formatLoad(load.perSecond)} starts/s`;
  return people === 0 ? crowd : `${crowd} + ${people === 1 ? '1 person' : `${people} people`}`;
}
