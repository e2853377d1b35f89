import { cellOf } from '../cell.js';
import { formatClock, formatMs } from '../format.js';
import { DataTable, type TableCell } from './data-table.js';
import type { Section } from './section.js';

/** Streams of the crowd that are worth looking up in the backend's own logs and traces. */
export const streamsSection: Section = {
  id: 'streams',
  title: 'The crowd’s worst streams',
  applies: ({ worstStreams = [] }) => worstStreams.length > 0,
  render: ({ worstStreams = [] }) => (
    <DataTable
      id="table-streams"
      caption="Who waited longest for the first text, then the first that failed; each request carried its id as x-request-id, and its trace as traceparent"
      columns={[
        { label: 'due (min:s)', text: true },
        { label: 'stage', term: 'phase', text: true },
        { label: 'outcome', text: true },
        { label: 'wire TTFT', term: 'wire-ttft' },
        { label: 'request', text: true },
        { label: 'trace', text: true },
      ]}
      rows={worstStreams.map((stream): readonly TableCell[] => [
        { text: formatClock(stream.scheduledMs) },
        { text: stream.phase },
        {
          text: stream.outcome.replaceAll('_', ' '),
          ...(stream.outcome === 'ok' ? {} : { tone: 'bad' as const }),
        },
        cellOf(stream.wireTtftMs, formatMs, 'it failed'),
        { text: stream.id },
        stream.traceId === undefined ? cellOf(null, String, 'it carried no trace') : { text: stream.traceId },
      ])}
    />
  ),
};
