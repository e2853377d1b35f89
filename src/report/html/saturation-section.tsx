import type { Saturation } from '../../model/findings.js';
import { type Cell, cellOf } from '../cell.js';
import { saturationKey } from '../chart-keys.js';
import { formatClock, formatDuration, formatLoad, formatRate } from '../format.js';
import { saturationSentence, unsaidCaveats } from '../sentences.js';
import { Caveats } from './caveats.js';
import { ChartFigure } from './chart-figure.js';
import { DataTable, type TableCell } from './data-table.js';
import { FactList } from './fact-list.js';
import type { Section } from './section.js';

function failureCell(failure: Saturation['firstFailure']): Cell {
  if (failure === null) return { text: 'none' };
  const { atMs, outcome, phase } = failure;
  return { text: `${formatClock(atMs)}: ${outcome}${phase === null ? '' : ` in ${phase}`}` };
}

export const saturationSection: Section = {
  id: 'saturation',
  title: 'Saturation',
  render: (findings) => {
    const { saturation } = findings;
    const crowded = findings.phases
      .filter(
        ({ kind, load }) =>
          (kind === 'climb' || kind === 'peak') && load.startsPerSecond !== null && load.offered !== null,
      )
      .sort((a, b) => (a.load.offered ?? 0) - (b.load.offered ?? 0));
    const why = saturation.status === 'not-reached' ? 'not reached' : 'not measured';
    return (
      <>
        <p>{saturationSentence(findings)}</p>
        {saturation.status !== 'not-measured' && (
          <FactList
            facts={[
              ['load at onset', cellOf(saturation.atLoad, formatLoad, why)],
              ['onset (min:s)', cellOf(saturation.atMs, formatClock, why)],
              ['most completions/s', cellOf(saturation.ceilingPerSecond, formatRate, why)],
              ['slots, estimated', cellOf(saturation.slots, formatLoad, why)],
              ['sending at once', cellOf(saturation.slotsByPlateau, formatLoad, why)],
              ["at work at once, by Little's law", cellOf(saturation.slotsByLittlesLaw, formatRate, why)],
              ['first failed stream (min:s)', failureCell(saturation.firstFailure)],
              ['held out', cellOf(saturation.survivedMs, formatDuration, why)],
              [
                'recovered after',
                cellOf(
                  saturation.recoveredMs,
                  formatDuration,
                  saturation.recovered === false ? 'not within the run' : why,
                ),
              ],
            ]}
          />
        )}
        {crowded.length >= 2 && (
          <ChartFigure
            chart="saturation"
            height={296}
            alternative={`Two panels. Requests and events per second over load; events per second against requests per second, a point a phase. ${saturationSentence(findings)} The same data follows as a table.`}
            legend={saturationKey}
            tableSummary="Requests and events as a table"
            table={
              <DataTable
                id="table-saturation"
                caption="What the crowd asked for and got, by load"
                columns={[
                  { label: 'phase', term: 'phase', text: true },
                  { label: 'load', term: 'load' },
                  { label: 'requests/s', term: 'starts-per-second' },
                  { label: 'completions/s', term: 'completions-per-second' },
                  { label: 'events/s', term: 'events-per-second' },
                  { label: 'events a request' },
                ]}
                rows={crowded.map(({ name, load }): readonly TableCell[] => [
                  { text: name },
                  { text: formatLoad(load.offered) },
                  cellOf(load.startsPerSecond, formatRate, 'not measured'),
                  cellOf(load.completionsPerSecond, formatRate, 'not measured'),
                  cellOf(load.eventsPerSecond, formatRate, 'not measured'),
                  cellOf(
                    load.startsPerSecond && load.eventsPerSecond !== null
                      ? load.eventsPerSecond / load.startsPerSecond
                      : null,
                    formatRate,
                    'not measured',
                  ),
                ])}
              />
            }
          />
        )}
        <Caveats of={unsaidCaveats(saturation)} />
      </>
    );
  },
};
