import type { DeviceExperience, Findings } from '../../model/findings.js';
import { cellOf, percentileCell } from '../cell.js';
import { hasPeople } from '../crowd-alone.js';
import { FLOW_ORDER, type FlowCell, flowCells, saidBeside } from '../flow-cells.js';
import { costGrowthSentences, stallScriptSentences } from '../flow-sentences.js';
import { formatMs, formatNumber, formatScore, formatShare, formatShareInterval } from '../format.js';
import { unsaidCaveats } from '../sentences.js';
import { Caveats } from './caveats.js';
import { DataTable, type TableCell } from './data-table.js';
import type { Section } from './section.js';
import { Term } from './term.js';

export const flowSection: Section = {
  id: 'flow',
  title: 'How the text flowed',
  applies: hasPeople,
  render: (findings) => {
    const { phases, costGrowth, devices, instrument } = findings;
    if (phases.length === 0) return <p>Not measured: the run ended before its first phase.</p>;
    const scripts = stallScriptSentences(findings);
    return (
      <>
        <p>
          Smoothness and <Term of="render-lag">render lag</Term> belong together: text that is held back looks
          smooth. <Term of="stall-cause">Whose a stall was</Term> stands below its count; where a{' '}
          <a href="#glossary">definition</a> calls a figure poor, so does the table.
        </p>
        <DataTable
          id="table-flow"
          caption="Answered turns: gaps over all paints, other figures the median turn’s"
          columns={[
            { label: 'phase', term: 'phase', text: true },
            { label: 'p50', term: 'paint-gap', group: 'paint gaps' },
            { label: 'p95', term: 'paint-gap', group: 'paint gaps' },
            { label: 'micro', term: 'stall', group: 'stalls' },
            { label: '≥ 1 s', term: 'stall', group: 'stalls' },
            { label: 'fluidity', term: 'fluidity', group: 'smoothness' },
            { label: 'dumps', term: 'dump', group: 'smoothness' },
            { label: 'reader waited', term: 'starved', group: 'smoothness' },
            { label: 'render lag p95', term: 'render-lag', group: 'the page' },
            { label: 'jank', term: 'jank', group: 'the page' },
            { label: 'followed', term: 'follow', group: 'the page' },
            { label: 'taken back', term: 'retraction', group: 'the page' },
            { label: 'cost per 1\u202f000 chars', term: 'page-cost', group: 'the page' },
          ]}
          rows={phases.map(({ name, experience }): readonly TableCell[] => {
            const cells = flowCells(experience);
            return [{ text: name }, ...FLOW_ORDER.map((key) => shown(cells[key]))];
          })}
        />
        {scripts.length > 0 && (
          <ul class="sentences">
            {scripts.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
        <h3>
          Does <Term of="cost-growth">the page’s work grow</Term>?
        </h3>
        {costGrowthSentences(findings).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <Caveats of={[...unsaidCaveats(costGrowth), ...wireCaveats(instrument)]} />
        {devices !== undefined && <Devices devices={devices} />}
      </>
    );
  },
};

function shown(cell: FlowCell): TableCell {
  const { poor, sub: _, ...rest } = cell;
  const said = saidBeside(cell);
  return { ...rest, ...(poor ? { tone: 'bad' } : {}), ...(said === '' ? {} : { sub: said }) };
}

/** Of how many turns the wire's times are what they should be. */
function wireCaveats({ wireSources: { page, netlog, none } }: Findings['instrument']): readonly string[] {
  const answered = page + netlog + none;
  if (page + none === 0) return [];
  const parts = [
    `the browser’s network log for ${formatNumber(netlog)}`,
    `the page itself for ${formatNumber(page)}`,
    `nowhere for ${formatNumber(none)}`,
  ];
  return [
    `Render lag and the causes of stalls rest on wire times. Of ${formatNumber(answered)} answered turns they come from ${parts.join(', ')}.`,
  ];
}

function Devices({ devices }: { readonly devices: readonly DeviceExperience[] }) {
  return (
    <>
      <h3>By device</h3>
      <DataTable
        id="table-devices"
        caption="Turns that count, by kind of phase: within a kind every device met the same load"
        columns={[
          { label: 'device', term: 'device', text: true },
          { label: 'phases', text: true },
          { label: 'turns', term: 'turn' },
          { label: 'good', term: 'good-share' },
          { label: 'perceived TTFT p50', term: 'perceived-ttft' },
          { label: 'flow QoE p50', term: 'flow-qoe' },
          { label: 'render lag p95', term: 'render-lag' },
          { label: 'jank p50', term: 'jank' },
        ]}
        rows={devices.map((device): readonly TableCell[] => [
          { text: device.device },
          { text: device.kind },
          { text: formatNumber(device.turns) },
          {
            ...cellOf(device.goodShare, formatShare, 'no turn counted'),
            ...(device.goodShareCi95 === null ? {} : { sub: formatShareInterval(device.goodShareCi95) }),
          },
          percentileCell(device.perceivedTtftMs, 'p50', formatMs),
          percentileCell(device.flowQoe, 'p50', formatScore),
          percentileCell(device.renderLag.p95Ms, 'p50', formatMs),
          percentileCell(device.jankMs, 'p50', formatMs),
        ])}
      />
    </>
  );
}
