import type { Findings, TurnMark } from '../../model/findings.js';
import { UNCOUNTED_TURN_OUTCOMES } from '../../model/outcome.js';
import { type Cell, cellOf } from '../cell.js';
import { timelineKey } from '../chart-keys.js';
import { formatClock, formatCount, formatLoad, formatMs, formatRate, formatShare } from '../format.js';
import { timelineLanes } from '../timeline-lanes.js';
import { BackendTable } from './backend-table.js';
import { Caveats } from './caveats.js';
import { ChartFigure } from './chart-figure.js';
import { DataTable, type TableCell } from './data-table.js';
import type { Section } from './section.js';

/** A night's seconds as rows would be larger than the rest of the report. */
const MOST_ROWS = 200;

export const timelineSection: Section = {
  id: 'timeline',
  title: 'Timeline',
  render: (findings) => {
    const { seconds, marks, phases } = findings;
    if (timelineLanes(findings).length === 0) return <p>Not measured: nothing was recorded.</p>;
    return (
      <>
        <p>
          One clock for everything: what the crowd did, what the wire gave it, what people saw at that moment,
          and how the machine was. Each mark is a turn, at the moment it was sent; its bar ends when the page
          was ready again.
        </p>
        <Caveats of={findings.backend?.caveats ?? []} />
        <ChartFigure
          chart="timeline"
          height={900}
          alternative={alternative(findings)}
          legend={timelineKey(findings)}
          controls={
            <>
              <fieldset class="zoom" hidden>
                <legend>Show</legend>
                <button type="button" data-from="0" data-to="">
                  whole run
                </button>
                {phases.map((phase) => (
                  <button key={phase.name} type="button" data-from={phase.fromMs} data-to={phase.toMs}>
                    {phase.name}
                  </button>
                ))}
              </fieldset>
              <label class="moment" hidden>
                <span>Moment</span>
                <input type="range" min="0" max="1" step="1" value="0" />
                <span class="soft">Zoom: Ctrl and wheel, or the bar under the lanes.</span>
              </label>
            </>
          }
          tableSummary="The timeline as tables"
          table={
            <>
              <DataTable
                id="table-seconds"
                caption={captionOf(seconds)}
                columns={[
                  { label: 'from (min:s)', text: true },
                  { label: 'in flight', term: 'in-flight' },
                  { label: 'starts/s', term: 'starts-per-second' },
                  { label: 'completions/s', term: 'completions-per-second' },
                  { label: 'events/s', term: 'events-per-second' },
                  { label: 'failures' },
                  { label: 'wire TTFT', term: 'wire-ttft' },
                  { label: 'wire gap p95', term: 'gap' },
                  { label: 'CPU busy', term: 'cpu-busy' },
                  { label: 'loop lag, worst', term: 'loop-lag' },
                ]}
                rows={everySecond(seconds).map((second): readonly TableCell[] => [
                  { text: formatClock(second.atMs) },
                  cellOf(second.inFlight, formatLoad, 'no crowd'),
                  cellOf(second.startsPerSecond, formatRate, 'no crowd'),
                  cellOf(second.completionsPerSecond, formatRate, 'no crowd'),
                  cellOf(second.eventsPerSecond, formatRate, 'no crowd'),
                  cellOf(second.failures, formatRate, 'no crowd'),
                  cellOf(second.wireTtftMs, formatMs, 'no stream’s first text came in this second'),
                  cellOf(second.gapP95Ms, formatMs, 'under 40 gaps in this second'),
                  cellOf(second.cpuBusyShare, formatShare, 'cannot be read on this machine'),
                  cellOf(second.loopLagMaxMs, formatMs, 'no crowd'),
                ])}
              />
              <BackendTable of={findings.backend} />
              <DataTable
                id="table-marks"
                caption={
                  marks.length > MOST_ROWS
                    ? `Turn by turn: the ${MOST_ROWS} longest waits of ${marks.length}`
                    : 'Turn by turn'
                }
                columns={[
                  { label: 'sent (min:s)', text: true },
                  { label: 'person', text: true },
                  { label: 'phase', term: 'phase', text: true },
                  { label: 'outcome', text: true },
                  { label: 'good', term: 'good-turn', text: true },
                  { label: 'perceived TTFT', term: 'perceived-ttft' },
                  { label: 'settled', term: 'settled' },
                  { label: 'load overlapped', term: 'load' },
                ]}
                rows={longest(marks).map(markRow)}
              />
            </>
          }
        />
      </>
    );
  },
};

/** Every second of a short run, every k-th of a long one. */
function everySecond(seconds: Findings['seconds']): Findings['seconds'] {
  const step = Math.ceil(seconds.length / MOST_ROWS);
  return seconds.filter((_, index) => index % step === 0);
}

function captionOf({ length }: Findings['seconds']): string {
  const step = Math.ceil(length / MOST_ROWS);
  return step <= 1 ? 'Second by second' : `One second in ${step}; findings.json has them all`;
}

/** All turns of a short run; of a long one those that waited longest, unanswered ones before all others. */
function longest(marks: readonly TurnMark[]): readonly TurnMark[] {
  if (marks.length <= MOST_ROWS) return marks;
  const wait = (mark: TurnMark): number => mark.perceivedTtftMs ?? Number.POSITIVE_INFINITY;
  const kept = new Set(
    marks.toSorted((a, b) => (wait(b) > wait(a) ? 1 : wait(b) < wait(a) ? -1 : 0)).slice(0, MOST_ROWS),
  );
  return marks.filter((mark) => kept.has(mark));
}

function markRow(mark: TurnMark): readonly TableCell[] {
  const phase: Cell =
    mark.phase === null
      ? { text: '–', note: 'between two stages, or while the load was settling' }
      : { text: mark.phase };
  return [
    { text: formatClock(mark.submittedMs) },
    { text: mark.person },
    phase,
    { text: mark.outcome.replaceAll('_', ' ') },
    { text: isCounted(mark) ? (mark.good ? 'yes' : 'no') : 'not counted' },
    cellOf(mark.perceivedTtftMs, formatMs, 'not answered'),
    cellOf(mark.settledMs, formatMs, 'never settled'),
    cellOf(mark.overlappedLoad, formatLoad, 'not known'),
  ];
}

const isCounted = (mark: TurnMark): boolean => !UNCOUNTED_TURN_OUTCOMES.includes(mark.outcome);

function alternative(findings: Findings): string {
  const { marks, phases, run } = findings;
  const counted = marks.filter(isCounted);
  const good = counted.filter((mark) => mark.good).length;
  const unanswered = counted.filter((mark) => mark.outcome !== 'answered').length;
  const length = run.durationMs === null ? '' : ` of ${formatClock(run.durationMs)} (min:s)`;
  return [
    `Timeline of the run${length}, in lanes one above the other: ${timelineLanes(findings).join(', ')}.`,
    `Phases: ${phases.map(({ name, load }) => `${name} at ${formatLoad(load.offered)}`).join(', ')}.`,
    `${formatCount(counted.length, 'turn')}: ${good} good, ${counted.length - good} not good, of which ${unanswered} not answered.`,
    'The same data follows as tables.',
  ].join(' ');
}
