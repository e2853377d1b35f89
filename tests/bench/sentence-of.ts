import { type Figure, isMet } from './measurement.js';

const NAME_CHARS = 34;
const WORKLOAD_CHARS = 16;

/** The figure's line on the console. */
export function sentenceOf(figure: Figure): string {
  const { name, workload = '', value, unit, target, range, n, note } = figure;
  const met = isMet(figure);
  const limit = target === undefined ? '' : 'atMost' in target ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`;
  return [
    met === null ? '      ' : met ? 'ok    ' : 'MISSED',
    name.padEnd(NAME_CHARS),
    workload.padEnd(WORKLOAD_CHARS),
    (value === null ? 'not measured' : `${rounded(value)} ${unit === 'ratio' ? '' : unit}`).padEnd(14),
    limit.padEnd(10),
    range === undefined ? '' : `[${rounded(range[0])}–${rounded(range[1])}]`,
    n === undefined ? '' : `n ${n}`,
    note ?? '',
  ]
    .join(' ')
    .trimEnd();
}

const rounded = (value: number): number => Number(value.toPrecision(4));
