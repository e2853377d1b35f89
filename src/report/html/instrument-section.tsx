import type { Findings } from '../../model/findings.js';
import { cellOf, percentileCell, worstCell } from '../cell.js';
import { formatClock, formatCount, formatMs, formatNumber, formatShare } from '../format.js';
import { errorBarSentence, reasonSentences, validitySentence } from '../sentences.js';
import { Caveats } from './caveats.js';
import { DataTable, type TableCell } from './data-table.js';
import type { Section } from './section.js';
import { Term } from './term.js';

type Instrument = Pick<Findings['instrument'], 'control' | 'driver' | 'host' | 'validity'>;

export const instrumentSection: Section = {
  id: 'instrument',
  title: 'The instrument',
  render: (findings) => {
    const { instrument, phases, run } = findings;
    return (
      <>
        <p>
          {validitySentence(findings)} {errorBarSentence(findings)} The run measures itself:{' '}
          <Term of="control">a stream whose true times are known</Term>, the load driver and the machine.
        </p>
        <Caveats of={[...instrument.caveats, ...reasonsByPhase(findings)]} />
        <DataTable
          id="table-instrument"
          caption="How well the run measured, and what the machine did meanwhile"
          columns={[
            { label: 'phase', term: 'phase', text: true },
            { label: 'validity', term: 'validity', text: true },
            { label: 'writes', term: 'control', group: 'control' },
            { label: 'paint error p50', term: 'control', group: 'control' },
            { label: 'paint error p95', term: 'control', group: 'control' },
            { label: 'wire error p95', term: 'wire-error', group: 'control' },
            { label: 'loop lag p99', term: 'loop-lag', group: 'driver' },
            { label: 'dispatch lag p99', term: 'dispatch-lag', group: 'driver' },
            { label: 'GC a second, max', term: 'garbage', group: 'driver' },
            { label: 'CPU busy p50', term: 'cpu-busy', group: 'host' },
            { label: 'CPU busy max', term: 'cpu-busy', group: 'host' },
            { label: 'foreign CPU max', term: 'foreign-cpu', group: 'host' },
            { label: 'pressure max', term: 'pressure', group: 'host' },
          ]}
          rows={[
            ...phases.map((phase) => row(phase.name, phase.instrument)),
            row('all but warm-up', instrument),
          ]}
        />
        {instrument.unmeasured.length > 0 && (
          <>
            <h3>Turns that could not be measured</h3>
            <ul class="sentences">
              {instrument.unmeasured.map(({ reason, turns }) => (
                <li key={reason}>
                  {formatCount(turns, 'turn')}: {reason}
                </li>
              ))}
            </ul>
          </>
        )}
        <h3>Events</h3>
        {run.events.length === 0 ? (
          <p>None.</p>
        ) : (
          <ol class="events">
            {run.events.map((event, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: static markup, events may be equal
              <li key={index}>
                <time>{formatClock(event.atMs)}</time> <b>{event.kind.replaceAll('-', ' ')}</b>{' '}
                {event.message}
              </li>
            ))}
          </ol>
        )}
      </>
    );
  },
};

function reasonsByPhase({ phases }: Findings): readonly string[] {
  return phases.flatMap(({ name, instrument }) =>
    instrument.reasons.length === 0 ? [] : [reasonSentences({ phases }, instrument.reasons, name)],
  );
}

function row(name: string, { control, driver, host, validity }: Instrument): readonly TableCell[] {
  return [
    { text: name },
    { text: validity, tone: validity === 'valid' ? 'good' : validity === 'degraded' ? 'doubt' : 'bad' },
    { text: formatNumber(control.writes) },
    percentileCell(control.paintErrorMs, 'p50', formatMs),
    percentileCell(control.paintErrorMs, 'p95', formatMs),
    percentileCell(control.wireErrorMs, 'p95', formatMs),
    worstCell(driver.loopLagMs, formatMs),
    worstCell(driver.dispatchLagMs, formatMs),
    driver.gcMs === undefined
      ? cellOf(null, formatMs, 'not recorded')
      : percentileCell(driver.gcMs, 'max', formatMs),
    percentileCell(host.cpuBusyShare, 'p50', formatShare),
    percentileCell(host.cpuBusyShare, 'max', formatShare),
    percentileCell(host.foreignCpuShare, 'max', formatShare),
    percentileCell(host.pressureSomeAvg10, 'max', formatPressure),
  ];
}

/** The kernel gives pressure in percent already. */
const formatPressure = (percent: number): string => `${formatNumber(percent, percent < 10 ? 1 : 0)}\u202f%`;
