import type { Findings, LoadLine } from '../model/findings.js';

type FirstToGive = Findings['firstToGive'];

/**
 * Whether people felt the load before the wire's own criterion gave way, and by how many conversations. People's turns
 * pass through both.
 */
export function firstToGive(felt: LoadLine, wire: LoadLine): FirstToGive {
  const bothFound = felt.status === 'found' && wire.status === 'found';
  const apart =
    bothFound && felt.value !== null && wire.value !== null ? Math.abs(felt.value - wire.value) : null;
  return { ...whichFirst(felt, wire), apart };
}

function whichFirst(felt: LoadLine, wire: LoadLine): Pick<FirstToGive, 'status' | 'caveats'> {
  if (felt.status === 'not-measured' || wire.status === 'not-measured') {
    const missing = [felt, wire].filter(({ status }) => status === 'not-measured').length;
    return {
      status: 'unknown',
      caveats: [missing === 2 ? 'Neither line was measured.' : 'One of the two lines was not measured.'],
    };
  }
  const [feltRank, wireRank] = [rank(felt), rank(wire)];
  if (feltRank !== wireRank) return { status: feltRank < wireRank ? 'page' : 'wire', caveats: [] };
  if (felt.status === 'above-range')
    return { status: 'unknown', caveats: ['Neither gave way at the loads tested.'] };
  if (felt.status === 'below-baseline' || felt.value === null || wire.value === null) {
    return { status: 'together', caveats: ['Both were below their criterion from the lowest load on.'] };
  }
  const mutual = inside(felt.value, wire.ci95) && inside(wire.value, felt.ci95);
  if (mutual || Math.abs(felt.value - wire.value) <= stepAround(felt, Math.min(felt.value, wire.value))) {
    return { status: 'together', caveats: [] };
  }
  return { status: felt.value < wire.value ? 'page' : 'wire', caveats: [] };
}

/** Below what was tested, within it, above it. */
const rank = ({ status }: LoadLine): number => (status === 'below-baseline' ? 0 : status === 'found' ? 1 : 2);

const inside = (value: number, interval: readonly [number, number] | null): boolean =>
  interval !== null && value >= interval[0] && value <= interval[1];

/** How far the two tested loads around a value lie apart. */
function stepAround({ steps }: LoadLine, value: number): number {
  const loads = [...new Set(steps.map(({ load }) => load))].sort((a, b) => a - b);
  const above = loads.findIndex((load) => load > value);
  if (above <= 0) return 0;
  return loads[above]! - loads[above - 1]!;
}
