import type { Amplification, Amplified } from '../model/amplification.js';
import { gaps } from '../stats/gaps.js';
import { meanDifference } from '../stats/mean-difference.js';
import type { JudgedTurn } from './judged-turn.js';
import type { RunData } from './run-data.js';

/** Under this many turns on a side nothing is said. */
const LEAST_TURNS = 4;

interface WireAndFelt {
  readonly wireMs: number;
  readonly feltMs: number;
}

type Read = (turn: JudgedTurn) => WireAndFelt | null;

/** How much of the wire's slow-down under load the page hides or multiplies, phase by phase against the baseline. */
export function amplification(data: RunData, errorMs: number | null): Amplification {
  const baseline = data.stages.filter(({ kind }) => kind === 'baseline').map(({ name }) => name);
  const turnsOf = (phases: readonly string[]): JudgedTurn[] =>
    data.turns.filter(
      ({ phase, outcome }) => outcome === 'answered' && phase !== null && phases.includes(phase),
    );
  const calm = turnsOf(baseline);
  const phases = data.stages
    .filter(({ kind }) => kind !== 'baseline' && kind !== 'warm-up')
    .map(({ name }) => {
      const turns = turnsOf([name]);
      const found = (what: string, read: Read): Amplified =>
        amplified(what, name, pick(calm, read), pick(turns, read), errorMs);
      return {
        phase: name,
        wait: found('the wait', waitOf),
        gap: found('the longest gap', gapOf),
      };
    });
  const measured = phases.some(({ wait, gap }) =>
    [wait, gap].some(({ status }) => status !== 'not-measured'),
  );
  const caveats =
    errorMs === null ? ["The instrument's own error is not known: small differences may be its own."] : [];
  return measured
    ? { status: 'measured', caveats, phases }
    : {
        status: 'not-measured',
        caveats: [
          'It needs a baseline and a phase under load, with some answered turns whose wire was seen.',
        ],
        phases,
      };
}

const pick = (turns: readonly JudgedTurn[], read: Read): WireAndFelt[] =>
  turns.flatMap((turn) => read(turn) ?? []);

const waitOf: Read = ({ record: { stamps }, perceivedTtftMs }) =>
  stamps.firstWireTextMs === undefined || stamps.requestSentMs === undefined || perceivedTtftMs === null
    ? null
    : { wireMs: stamps.firstWireTextMs - stamps.requestSentMs, feltMs: perceivedTtftMs };

const gapOf: Read = ({ record, paintGapsMs }) => {
  const wire = gaps(record.wire);
  return wire.length === 0 || paintGapsMs.length === 0
    ? null
    : { wireMs: Math.max(...wire), feltMs: Math.max(...paintGapsMs) };
};

function amplified(
  what: string,
  phase: string,
  calm: readonly WireAndFelt[],
  loaded: readonly WireAndFelt[],
  errorMs: number | null,
): Amplified {
  const counts = { n: loaded.length, nBaseline: calm.length };
  const difference = (of: (turn: WireAndFelt) => number) => meanDifference(calm.map(of), loaded.map(of));
  const wire = difference(({ wireMs }) => wireMs);
  const page = difference(({ wireMs, feltMs }) => feltMs - wireMs);
  if (wire === null || page === null || loaded.length < LEAST_TURNS || calm.length < LEAST_TURNS) {
    const nothing = { wireAddedMs: null, feltAddedMs: null, pageAddedMs: null, pageCi95: null, factor: null };
    return {
      status: 'not-measured',
      ...counts,
      ...nothing,
      sentence: `${phase}: too few turns to say what became of ${what}.`,
    };
  }
  const error = errorMs ?? 0;
  const [wireAddedMs, pageAddedMs] = [wire.difference, page.difference];
  const feltAddedMs = wireAddedMs + pageAddedMs;
  const slowed = wireAddedMs > error && wire.ci95[0] > 0;
  const status =
    page.ci95[0] > 0 && pageAddedMs > error
      ? 'multiplies'
      : page.ci95[1] < 0 && -pageAddedMs > error && slowed
        ? 'hides'
        : slowed
          ? 'passes-on'
          : 'within-error';
  const ms = (value: number): string => `${Math.round(value).toLocaleString('en-US')} ms`;
  const share = {
    multiplies: `the page added ${ms(pageAddedMs)}`,
    hides: `the page hid ${ms(-pageAddedMs)} of it`,
  };
  const words =
    status === 'within-error'
      ? `${what} on the wire did not become longer by more than the instrument's error, nor did the page's part`
      : status === 'passes-on'
        ? `${what} became ${ms(wireAddedMs)} longer on the wire, and the page passed that on`
        : `${what} became ${ms(wireAddedMs)} longer on the wire and ${ms(feltAddedMs)} on screen: ${share[status]}`;
  return {
    status,
    ...counts,
    wireAddedMs,
    feltAddedMs,
    pageAddedMs,
    pageCi95: page.ci95,
    factor: slowed ? feltAddedMs / wireAddedMs : null,
    sentence: `${phase}: ${words}.`,
  };
}
