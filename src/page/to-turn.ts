import { bareAddresses } from '../config/bare-addresses.js';
import type { TurnOutcome } from '../model/outcome.js';
import type { RunPlan } from '../model/plan.js';
import type { Curve, TurnRecord, TurnStamps } from '../model/records.js';
import type { FrameStamp } from '../probe/messages.js';
import { alignPaints } from './align-paints.js';
import type { PageClock } from './page-clock.js';
import { paintTimeMs } from './paint-time.js';
import type { ProbedTurn } from './probe-session.js';
import { keepText } from './text-policy.js';
import type { TurnIdentity } from './turn-identity.js';
import type { WireObservation } from './wire-observer.js';

interface TurnParts {
  readonly plan: RunPlan;
  readonly who: TurnIdentity;
  readonly prompt: string;
  /** What the ledger's times count from, host monotonic milliseconds. */
  readonly baseMs: number;
  /** When the turn was begun, for a turn whose input was never seen. Ledger milliseconds. */
  readonly begunMs: number;
  readonly frameMs: number | undefined;
  readonly seen?: ProbedTurn;
  readonly clock?: PageClock;
  readonly wire?: WireObservation | undefined;
  /** Why the turn did not end by itself. */
  readonly problem?: { readonly outcome: TurnOutcome; readonly detail: string } | undefined;
}

/** Puts what was painted, what was on the wire and how it ended together into one record. Pure. */
export function toTurn(parts: TurnParts): TurnRecord {
  const { plan, who, prompt, seen, clock, wire, baseMs } = parts;
  const offsetMs = (clock?.offsetMs ?? 0) - baseMs;
  /** Two estimates may cross, the frames did not: a later one was not shown before `notBeforeMs`. */
  const paintMs = (stamp: FrameStamp | undefined, notBeforeMs = Number.NEGATIVE_INFINITY) =>
    stamp === undefined
      ? undefined
      : Math.max(notBeforeMs, paintTimeMs(stamp, seen?.longFrames ?? []) + offsetMs);
  const fromHost = (ms: number | undefined): number | undefined =>
    ms === undefined ? undefined : ms - baseMs;
  const fromPage = (ms: number | undefined): number | undefined =>
    ms === undefined ? undefined : ms + offsetMs;

  const aligned = alignPaints(seen?.states ?? []);
  const acknowledgedMs = paintMs(seen?.acknowledged);
  const firstFeedbackMs = paintMs(seen?.firstFeedback, acknowledgedMs);
  const paints: [number, number][] = [];
  for (const [index, state] of (seen?.states ?? []).entries()) {
    const chars = aligned.chars[index]!;
    const [beforeMs, before] = paints.at(-1) ?? [firstFeedbackMs, 0];
    if (chars > before) paints.push([paintMs(state, beforeMs)!, chars]);
  }
  const hasAnswer = paints.length > 0;
  const { outcome, detail } = judge(parts, hasAnswer);
  const submittedMs = fromPage(seen?.submittedMs) ?? parts.begunMs;
  const stamps: TurnStamps = {
    submittedMs,
    inputDoneMs: fromPage(seen?.inputDoneMs),
    acknowledgedMs,
    firstFeedbackMs,
    requestSentMs: fromHost(wire?.requestSentMs),
    connectedMs: fromHost(wire?.connectedMs),
    responseStartedMs: fromHost(wire?.responseStartedMs),
    firstWireTextMs: fromHost(wire?.firstTextMs),
    firstAnswerPaintMs: paints[0]?.[0],
    lastAnswerPaintMs: paints.at(-1)?.[0],
    settledMs: paintMs(seen?.settled),
  };
  const wireCurve: Curve = (wire?.curve ?? []).map(([atMs, chars]) => [atMs - baseMs, chars] as const);
  return {
    type: 'turn',
    id: who.id,
    person: who.person,
    journey: who.journey,
    ordinal: who.ordinal,
    outcome,
    detail,
    stamps,
    paints,
    wire: wireCurve,
    wireSource: wireCurve.length > 0 ? 'page' : 'none',
    longFrames: (seen?.longFrames ?? []).map(({ startMs, durationMs, blockingMs }) => ({
      startMs: startMs + offsetMs,
      durationMs,
      blockingMs,
    })),
    layoutShift: seen?.layoutShift ?? 0,
    retractedChars: aligned.retractedChars,
    promptChars: prompt.length,
    answerChars: aligned.finalText.length,
    prompt: keepText(prompt, plan.text),
    answer: keepText(aligned.finalText, plan.text),
    requestId: wire?.requestId,
    probeCostMs: Math.round((seen?.probeCostMs ?? 0) * 10) / 10,
    frameMs: parts.frameMs,
  };
}

/** How the turn ended. What is seen on the page counts; the wire tells what a page may hide. */
function judge(parts: TurnParts, hasAnswer: boolean): { outcome: TurnOutcome; detail?: string | undefined } {
  const { seen, wire, problem, plan } = parts;
  const unmeasured = whyUnmeasured(parts);
  if (unmeasured !== undefined) return { outcome: 'unmeasured', detail: unmeasured };
  if (problem !== undefined) {
    const stands = problem.outcome === 'timed_out' && seen?.answering === false;
    const detail = stands ? `${problem.detail}; the page stands still` : problem.detail;
    return { outcome: problem.outcome, detail: withWire(detail, wire) };
  }
  if (seen?.end === 'error') {
    const shown = keepText(bareAddresses(seen.errorText ?? ''), plan.text === 'keep' ? 'keep' : 'shape');
    return {
      outcome: 'error_shown',
      detail: withWire(`the page shows an error: ${shown?.slice(0, 200)}`, wire),
    };
  }
  if (!hasAnswer) return { outcome: 'empty', detail: withWire('the turn ended without an answer', wire) };
  if (wire?.error !== undefined)
    return { outcome: 'truncated', detail: withWire('an error ended the answer', wire) };
  if (wire !== undefined && wire.curve.length > 0 && isCut(wire)) {
    return { outcome: 'truncated', detail: withWire('the stream ended without its terminal', wire) };
  }
  return { outcome: 'answered' };
}

/** Why nothing can be said of the target: what failed was the measurement. */
function whyUnmeasured({ seen, problem }: TurnParts): string | undefined {
  if (problem !== undefined && problem.outcome !== 'timed_out') return undefined;
  if (seen?.wasHidden === true) return 'the page was hidden during the turn';
  // A page that stands still could not say that it has seen its input.
  const couldTell = problem === undefined || seen === undefined || seen.answering;
  return seen?.submittedMs === undefined && couldTell
    ? 'the input that sends the message was not seen'
    : undefined;
}

/** After its terminal a page may well cancel the request; and of a stream not understood nothing can be told. */
const isCut = ({ terminal, parseError, failed, finished }: WireObservation): boolean =>
  terminal === undefined && parseError === undefined && (failed !== undefined || finished);

function withWire(detail: string, wire: WireObservation | undefined): string {
  if (wire === undefined) return detail;
  const facts = [
    wire.status === undefined ? undefined : `HTTP ${wire.status}`,
    wire.contentType,
    wire.failed,
    wire.error === undefined ? undefined : 'error in the stream',
    wire.parseError === undefined ? undefined : 'a stream that was not understood',
  ].filter((fact) => fact !== undefined && fact !== '');
  return facts.length === 0 ? detail : `${detail} (the page's request: ${facts.join(', ')})`;
}
