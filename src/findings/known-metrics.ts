import { z } from 'zod';
import { attribution, distribution, experience, load, phase } from './phase-schema.js';

/** What a distribution can be asked for. */
const OF_DISTRIBUTIONS = ['p50', 'p95', 'p99', 'max', 'n'] as const;
/** Of the run as a whole, not of a phase. */
const OF_THE_RUN = [
  'recovered',
  'loadLine',
  'wireLoadLine',
  'costGrowth.withinAnswer',
  'costGrowth.overConversation',
] as const;

interface Leaf {
  readonly path: string;
  readonly isDistribution: boolean;
}

/** Names for people: distributions once, without what may follow them; read off the schema, so that none is forgotten. */
export function knownMetrics(): string[] {
  const leaves = [
    ...leavesOf(experience, ''),
    ...leavesOf(load, ''),
    ...leavesOf(attribution, 'attribution'),
  ];
  const names = new Set<string>([...OF_THE_RUN, ...leaves.map(({ path }) => path), 'load.goodShare']);
  return [...names].sort((a, b) => a.localeCompare(b, 'en'));
}

/** Whether a budget can name it: in full, or without the name of its room; outcomes by their class. */
export function isKnownMetric(metric: string): boolean {
  if (OF_THE_RUN.some((name) => name === metric)) return true;
  if (/^((experience|load)\.)?outcomes\.\w+$/.test(metric)) return true;
  return [phase, experience, load, attribution].some((room) =>
    leavesOf(room, '').some(({ path, isDistribution }) =>
      isDistribution ? OF_DISTRIBUTIONS.some((part) => metric === `${path}.${part}`) : metric === path,
    ),
  );
}

function leavesOf(schema: z.ZodType, path: string): Leaf[] {
  const bare = schema instanceof z.ZodNullable ? (schema.unwrap() as z.ZodType) : schema;
  if (bare === distribution) return [{ path, isDistribution: true }];
  if (bare instanceof z.ZodNumber) return [{ path, isDistribution: false }];
  if (!(bare instanceof z.ZodObject)) return [];
  return Object.entries(bare.shape as Record<string, z.ZodType>).flatMap(([name, inner]) =>
    leavesOf(inner, path === '' ? name : `${path}.${name}`),
  );
}
