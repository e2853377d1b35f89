import type { Findings, LoadLine } from '../../model/findings.js';
import { isCrowdAlone } from '../crowd-alone.js';
import { formatLoad, formatLoadInterval } from '../format.js';
import { Term } from './term.js';

/** Both load lines on one scale from nothing to the highest load tried, like the mark on a hull, lying down. */
export function LoadGauge({ findings }: { readonly findings: Findings }) {
  const { loadLine, wireLoadLine } = findings;
  const tried = [...new Set([...loadLine.steps, ...wireLoadLine.steps].map((step) => step.load))].sort(
    (a, b) => a - b,
  );
  const ends = [loadLine, wireLoadLine].flatMap((line) => [line.value ?? 0, ...(line.ci95 ?? [])]);
  const top = Math.max(...tried, ...ends, 0);
  const measured = [loadLine, wireLoadLine].some((line) => line.status !== 'not-measured');
  if (!measured || tried.length === 0 || top <= 0) return null;
  const at = (load: number): string => `${((load / top) * 100).toFixed(2)}%`;
  return (
    <div class="gauge">
      {!isCrowdAlone(findings) && <Line name="felt" term="load-line" line={loadLine} at={at} />}
      <Line name="wire" term="wire-load-line" line={wireLoadLine} at={at} />
      <div class="scale">
        <span />
        <div class="ticks" aria-hidden="true">
          {legible(tried, top).map((load) => (
            <span key={load} style={{ left: at(load) }}>
              {formatLoad(load)}
            </span>
          ))}
        </div>
        <span />
        <span class="unit">conversations at once; marked: loads that were tried</span>
      </div>
    </div>
  );
}

interface LineProps {
  readonly name: 'felt' | 'wire';
  readonly term: 'load-line' | 'wire-load-line';
  readonly line: LoadLine;
  readonly at: (load: number) => string;
}

function Line({ name, term, line, at }: LineProps) {
  return (
    <div class={`line ${name}`}>
      <Term of={term}>{name}</Term>
      <div class="track" aria-hidden="true">
        {line.ci95 && (
          <i class="interval" style={{ left: at(line.ci95[0]), right: `calc(100% - ${at(line.ci95[1])})` }} />
        )}
        {line.value !== null && line.status === 'found' && (
          <i class="value" style={{ left: at(line.value) }} />
        )}
      </div>
      <span class="reading">
        <b>{reading(line)}</b>
        {line.ci95 && <span class="soft"> ({formatLoadInterval(line.ci95)})</span>}
      </span>
    </div>
  );
}

function reading(line: LoadLine): string {
  const loads = line.steps.map((step) => step.load);
  if (line.status === 'found' && line.value !== null) return formatLoad(line.value);
  if (line.status === 'above-range' && loads.length > 0) return `above ${formatLoad(Math.max(...loads))}`;
  if (line.status === 'below-baseline' && loads.length > 0) return `below ${formatLoad(Math.min(...loads))}`;
  return 'not measured';
}

/** Leaves out ticks that would print over their neighbour. */
function legible(loads: readonly number[], top: number): readonly number[] {
  const kept: number[] = [];
  for (const load of loads) if (load - (kept.at(-1) ?? -top) >= top * 0.09) kept.push(load);
  return kept;
}
