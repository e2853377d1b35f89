import type { Phase } from '../../model/findings.js';
import { ATTRIBUTION_PARTS } from '../attribution-parts.js';
import { cellOf } from '../cell.js';
import { hasPeople } from '../crowd-alone.js';
import { formatMs, formatNumber } from '../format.js';
import { Caveats } from './caveats.js';
import { ChartFigure } from './chart-figure.js';
import { DataTable, type TableCell } from './data-table.js';
import { KeyShape } from './key-shape.js';
import type { Section } from './section.js';
import { Term } from './term.js';

export const attributionSection: Section = {
  id: 'wait',
  title: 'Where the wait went',
  applies: hasPeople,
  render: ({ phases, amplification }) => {
    const measured = phases.filter((phase) => phase.attribution.status === 'measured');
    const caveats = caveatsOf(phases);
    if (measured.length === 0) {
      return (
        <>
          <p>Not measured: no turn carried every stamp that this needs.</p>
          <Caveats of={caveats} />
        </>
      );
    }
    return (
      <>
        <p>
          <Term of="attribution">Mean perceived TTFT</Term> of answered turns, cut into its parts.
        </p>
        <dl class="parts">
          {ATTRIBUTION_PARTS.map((part) => (
            <div key={part.key}>
              <dt>
                <KeyShape shape="box" color={part.color} />
                {part.name}
              </dt>
              <dd>{part.meaning}</dd>
            </div>
          ))}
        </dl>
        <ChartFigure
          chart="attribution"
          height={90 + measured.length * 34}
          alternative={`Stacked bars, one a phase. ${measured.map(describe).join(' ')} The same data follows as a table.`}
          legend={[]}
          tableSummary="Where the wait went, as a table"
          table={
            <DataTable
              id="table-attribution"
              caption="Means over answered turns with every stamp; they add up. Medians below each."
              columns={[
                { label: 'phase', term: 'phase', text: true },
                { label: 'n' },
                ...ATTRIBUTION_PARTS.map(({ name }) => ({ label: name })),
                { label: 'sum' },
                { label: 'server: connect' },
                { label: 'server: headers' },
                { label: 'server: text' },
              ]}
              rows={phases.map(row)}
            />
          }
        />
        {amplification.status === 'measured' && (
          <>
            <h3>What the page made of the wire's slow-down</h3>
            <ul class="sentences">
              {amplification.phases.flatMap(({ phase, wait, gap }) => [
                <li key={`${phase} wait`}>{wait.sentence}</li>,
                <li key={`${phase} gap`}>{gap.sentence}</li>,
              ])}
            </ul>
          </>
        )}
        <Caveats of={[...caveats, ...amplification.caveats]} />
      </>
    );
  },
};

function row({ name, attribution }: Phase): readonly TableCell[] {
  const parts = ATTRIBUTION_PARTS.map(({ key }) => attribution[key]);
  const why = 'no answered turn with every stamp';
  const known = parts.filter((part) => part !== null);
  const { connectMs, headersMs, textMs } = attribution.server;
  const shown = (part: (typeof parts)[number]): TableCell => ({
    ...cellOf(part?.mean, formatMs, why),
    ...(typeof part?.p50 === 'number' ? { sub: `p50 ${formatMs(part.p50)}` } : {}),
  });
  return [
    { text: name },
    { text: formatNumber(attribution.n) },
    ...parts.map(shown),
    cellOf(known.length === 0 ? null : known.reduce((sum, part) => sum + part.mean, 0), formatMs, why),
    ...[connectMs, headersMs, textMs].map(shown),
  ];
}

function describe({ name, attribution }: Phase): string {
  const parts = ATTRIBUTION_PARTS.flatMap((part) => {
    const mean = attribution[part.key]?.mean;
    return mean === undefined ? [] : [`${part.name} ${formatMs(mean)}`];
  });
  return `${name}: ${parts.join(', ')}.`;
}

/** A caveat of several phases is said once, after their names. */
function caveatsOf(phases: readonly Phase[]): readonly string[] {
  const all = new Set(phases.flatMap(({ attribution }) => attribution.caveats));
  return [...all].map((caveat) => {
    const names = phases
      .filter(({ attribution }) => attribution.caveats.includes(caveat))
      .map(({ name }) => name);
    return `${names.join(', ')}: ${caveat}`;
  });
}
