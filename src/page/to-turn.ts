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
  /** Whether this browser lets its wire be seen at all. */
  readonly wireSeen?: boolean;
  /** Why the turn did not end by itself. */
  readonly problem?: { readonly outcome: TurnOutcome; readonly detail: string } | undefined;
}

/** Puts what was painted, what was on the wire and how it ended together into one record. Pure. */
export function toTurn(parts: TurnParts): TurnRecord {
  const { plan, who, prompt, seen, clock, wire, baseMs } = parts;
  const offsetMs = (clock?.offsetMs ?? 0) - baseMs;
  const paintMs = (stamp: FrameStamp | undefined): number | undefined =>
    stamp === undefined ? undefined : paintTimeMs(stamp, seen?.longFrames ?? []) + offsetMs;
  const fromHost = (ms: number | undefined): number | undefined =>
    ms === undefined ? undefined : ms - baseMs;
  const fromPage = (ms: number | undefined): number | undefined =>
    ms === undefined ? undefined : ms + offsetMs;

  const aligned = alignPaints(seen?.states ?? []);
  const paints: [number, number][] = [];
  for (const [index, state] of (seen?.states ?? []).entries()) {
    const chars = aligned.chars[index]!;
    if (chars > (paints.at(-1)?.[1] ?? 0)) paints.push([paintMs(state)!, chars]);
  }
  const { outcome, detail } = judge(parts, aligned.finalText);
  const submittedMs = fromPage(seen?.submittedMs) ?? parts.begunMs;
  const stamps: TurnStamps = {
    submittedMs,
    inputDoneMs: fromPage(seen?.inputDoneMs),
    acknowledgedMs: paintMs(seen?.acknowledged),
    firstFeedbackMs: paintMs(seen?.firstFeedback),
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
function judge(parts: TurnParts, finalText: string): { outcome: TurnOutcome; detail?: string | undefined } {
  const { seen, wire, problem, plan } = parts;
  if (problem !== undefined) return { outcome: problem.outcome, detail: withWire(problem.detail, wire) };
  if (seen === undefined || seen.submittedMs === undefined) {
    return { outcome: 'unmeasured', detail: 'the input that sends the message was not seen' };
  }
  if (seen.wasHidden) return { outcome: 'unmeasured', detail: 'the page was hidden during the turn' };
  if (seen.end === 'error') {
    const shown = keepText(seen.errorText ?? '', plan.text === 'keep' ? 'keep' : 'shape')?.slice(0, 200);
    return { outcome: 'error_shown', detail: withWire(`the page shows an error: ${shown}`, wire) };
  }
  if (finalText.trim() === '')
    return { outcome: 'empty', detail: withWire('the turn ended without an answer', wire) };
  if (wire?.error !== undefined)
    return { outcome: 'truncated', detail: withWire('an error ended the answer', wire) };
  const cut =
    wire !== undefined && (wire.failed !== undefined || (wire.finished && wire.terminal === undefined));
  if (cut && wire.curve.length > 0) {
    return { outcome: 'truncated', detail: withWire('the stream ended without its terminal', wire) };
  }
  return { outcome: 'answered' };
}

function withWire(detail: string, wire: WireObservation | undefined): string {
  if (wire === undefined) return detail;
  const facts = [
    wire.status === undefined ? undefined : `HTTP ${wire.status}`,
    wire.contentType,
    wire.failed,
    wire.error === undefined ? undefined : 'error in the stream',
  ].filter((fact) => fact !== undefined && fact !== '');
  return facts.length === 0 ? detail : `${detail} (the page's request: ${facts.join(', ')})`;
}
