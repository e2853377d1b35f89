import type { HistoryLine, Trend } from '../model/trend.js';
import { compareMeasures } from './compare-measures.js';
import { changedParts } from './fingerprint.js';

/** Earlier runs that a run is compared with, at most. */
const MOST_RUNS = 7;

/**
 * This run against the last comparable ones before it: with the same fingerprint, and believed. A changed fingerprint
 * begins a new baseline.
 */
export function trend(now: HistoryLine, history: readonly HistoryLine[], interrupted: boolean): Trend {
  const common = { fingerprint: now.fingerprint, comparedWith: [], changed: [], changes: [] };
  if (interrupted || now.validity === 'invalid') {
    const sentence = interrupted
      ? 'An interrupted run is not compared with others.'
      : 'A measurement that cannot be believed is not compared with others.';
    return { status: 'not-measured', caveats: [], ...common, sentence };
  }
  const earlier = history
    .filter(
      ({ run, startedAt, validity }) =>
        run !== now.run && startedAt < now.startedAt && validity !== 'invalid',
    )
    .sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
  const last = earlier.at(-1);
  if (last === undefined) {
    return {
      status: 'first-run',
      caveats: [],
      ...common,
      sentence: 'There is no earlier run to compare with.',
    };
  }
  const comparable = earlier
    .filter(({ fingerprint }) => fingerprint.hash === now.fingerprint.hash)
    .slice(-MOST_RUNS);
  if (comparable.length === 0) {
    const sameKind = earlier.findLast(
      ({ profile, target }) => profile === now.profile && target === now.target,
    );
    const changed = changedParts((sameKind ?? last).fingerprint, now.fingerprint);
    const sentence = `NEW BASELINE, not compared with earlier runs: ${changed.join('; ')}.`;
    return { status: 'new-baseline', caveats: [], ...common, changed, sentence };
  }
  const changes = compareMeasures(comparable, now);
  const differing = [...comparable, now].some(({ validity }) => validity === 'degraded');
  const caveats = [
    `${changes.length} measures were compared: some of them differ by chance alone.`,
    ...(differing
      ? ['Some of the runs compared are degraded: their figures are less sure than they look.']
      : []),
  ];
  return {
    status: 'compared',
    caveats,
    ...common,
    comparedWith: comparable.map(({ run }) => run),
    changes,
    sentence: comparedSentence(changes, comparable.length),
  };
}

/** What became worse, what became better, and how much of it could not be told. */
export function comparedSentence(changes: Trend['changes'], runs: number): string {
  const against = `Against ${runs === 1 ? 'the run' : `the ${runs} runs`} before`;
  const told = (status: string): string[] =>
    changes.filter((change) => change.status === status).map(({ sentence }) => sentence.replace(/\.$/, ''));
  const [worse, better, open] = [told('regression'), told('improvement'), told('inconclusive').length];
  const parts = [
    ...(worse.length > 0 ? [`worse: ${worse.join('; ')}`] : []),
    ...(better.length > 0 ? [`better: ${better.join('; ')}`] : []),
    ...(worse.length + better.length === 0 ? ['no change was found'] : []),
    ...(open > 0 ? [`${open} of ${changes.length} measures inconclusive`] : []),
  ];
  return `${against}: ${parts.join('. ')}.`;
}
