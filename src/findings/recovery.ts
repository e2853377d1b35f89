import { nearestRank } from '../stats/nearest-rank.js';
import type { RunData } from './run-data.js';
import { type StageOnce, stagesOfReplicates } from './stage-windows.js';
import { type Wait, waitsOf } from './wait.js';

/** For how long turns must be as they were at baseline. */
const CALM_MS = 3_000;
/** What the baseline's slowest turns (p95) may be exceeded by: a few turns do not show how slow one can be. */
const MARGIN = 1.1;

export interface Recovery {
  /** From the crowd's leaving until the calm began. */
  readonly recoveredMs: number | null;
  readonly recovered: boolean | null;
  readonly caveats: readonly string[];
}

/**
 * When, after the crowd had left, perceived TTFT was back inside the baseline's interval (up to its p95, and a tenth)
 * for 3 s. A turn is outside from the moment its wait exceeds the interval until that wait ends, whichever stage it
 * was submitted in; the wait on the wire is part of it. Where the crowd was alone, streams and their wire TTFT stand for turns.
 */
export function recovery(data: RunData): Recovery {
  const waits = waitsOf(data);
  const limitMs = baselineLimit(data, waits);
  const [first, ...others] = stagesOfReplicates(data.stages).map((stages) =>
    recoveryOf(data, stages, waits, limitMs),
  );
  if (first === undefined) return recoveryOf(data, [], waits, limitMs);
  return others.reduce(worseOf, first);
}

/** Of two replicates the one that recovered later, or not at all; what one cannot say the other says. */
function worseOf(one: Recovery, other: Recovery): Recovery {
  if (one.recovered === null || other.recovered === null) {
    const known = one.recovered === null ? other : one;
    const caveats = [...new Set([...one.caveats, ...other.caveats])];
    return { ...known, caveats };
  }
  if (one.recovered !== other.recovered) return one.recovered ? other : one;
  return (one.recoveredMs ?? 0) >= (other.recoveredMs ?? 0) ? one : other;
}

/** The recovery of one replicate, which had these stages. */
function recoveryOf(
  data: RunData,
  stages: readonly StageOnce[],
  all: readonly Wait[],
  limitMs: number | null,
): Recovery {
  const unknown = (reason: string): Recovery => ({ recoveredMs: null, recovered: null, caveats: [reason] });
  const lastLoaded = stages.findLastIndex(({ kind, hasCrowd }) => hasCrowd && kind !== 'recovery');
  const after = stages.slice(lastLoaded + 1).filter(({ kind }) => kind === 'recovery');
  if (lastLoaded === -1) return unknown('Without a crowd there is nothing to recover from.');
  const [firstAfter, lastAfter] = [after[0], after.at(-1)];
  if (firstAfter === undefined || lastAfter === undefined) {
    return unknown('Recovery was not measured: no stage of recovery was run after the crowd.');
  }
  const [one, many] = data.plan.people === 0 ? ['stream', 'Streams'] : ['turn', 'Turns'];
  if (limitMs === null) return unknown(`Recovery was not measured: no ${one} at baseline to compare with.`);

  const leftMs = firstAfter.fromMs;
  const endMs = lastAfter.toMs;
  const waits = all.filter(({ counted, fromMs, toMs }) => counted && toMs > leftMs && fromMs < endMs);
  const waiting = stillWaiting(data, limitMs, endMs);
  const outside = [
    ...waits
      .filter((wait) => !isInside(wait, limitMs))
      .map(({ fromMs, toMs }) => ({ fromMs: Math.min(fromMs + limitMs, toMs), toMs })),
    ...waiting.map((fromMs) => ({ fromMs: fromMs + limitMs, toMs: Number.POSITIVE_INFINITY })),
  ];
  const calmFrom = [leftMs, ...outside.map(({ toMs }) => toMs)]
    .filter(Number.isFinite)
    .sort((a, b) => a - b)
    .find((ms) => {
      const untilMs = ms + CALM_MS;
      return (
        untilMs <= endMs &&
        outside.every(({ fromMs, toMs }) => toMs <= ms || fromMs >= untilMs) &&
        waits.some((wait) => isInside(wait, limitMs) && wait.toMs > ms && wait.toMs <= untilMs)
      );
    });
  if (calmFrom !== undefined) return { recoveredMs: calmFrom - leftMs, recovered: true, caveats: [] };
  if (endMs - leftMs < CALM_MS || waits.length + waiting.length === 0) {
    return unknown(`Recovery was not measured: too short, or no ${one} ended after the crowd had left.`);
  }
  return {
    recoveredMs: null,
    recovered: false,
    caveats: [
      `${many} were not back inside the baseline's interval for ${CALM_MS / 1_000} s before the run ended.`,
    ],
  };
}

/**
 * When those began that the run's end cut off, and that had waited longer than they may by then. Without them a backend
 * that never answers again would leave nothing to judge.
 */
function stillWaiting({ plan, turns, streams }: RunData, limitMs: number, endMs: number): number[] {
  if (plan.people === 0) {
    return streams
      .filter(({ record: { outcome, firstTextMs, endedMs, scheduledMs } }) => {
        const isCutOff = outcome === 'cancelled' && firstTextMs === undefined && endedMs >= endMs;
        return isCutOff && scheduledMs + limitMs < endMs;
      })
      .map(({ record }) => record.scheduledMs);
  }
  const lastOf = new Map(turns.map((turn) => [turn.record.person, turn]));
  return [...lastOf.values()]
    .filter(
      ({ outcome, submittedMs, record }) =>
        outcome === 'aborted' &&
        record.stamps.firstAnswerPaintMs === undefined &&
        submittedMs + limitMs < endMs,
    )
    .map(({ submittedMs }) => submittedMs);
}

const isInside = ({ waitMs }: Wait, limitMs: number): boolean => waitMs !== null && waitMs <= limitMs;

function baselineLimit({ stages }: RunData, all: readonly Wait[]): number | null {
  const names = stages.filter(({ kind }) => kind === 'baseline').map(({ name }) => name);
  const waits = all
    .filter(({ counted, phase }) => counted && phase !== null && names.includes(phase))
    .map(({ waitMs }) => waitMs)
    .filter((ms) => ms !== null);
  const p95 = nearestRank(waits, 0.95);
  return p95 === null ? null : p95 * MARGIN;
}
