import { bareAddresses } from '../config/bare-addresses.js';
import type { TurnOutcome } from '../model/outcome.js';
import type { RunPlan } from '../model/plan.js';
import type { Curve, FoundBy, TurnRecord, TurnStamps } from '../model/records.js';
import type { FrameStamp } from '../probe/messages.js';
import { type AlignedPaints, alignPaints } from './align-paints.js';
import { firstFeedback } from './first-feedback.js';
import { framesStarvedMs } from './frames-starved.js';
import type { PageClock } from './page-clock.js';
import { paintTimes } from './paint-times.js';
import { posingAsAnswer } from './posing-as-answer.js';
import type { ProbedTurn } from './probe-session.js';
import { keepText } from './text-policy.js';
import type { TurnIdentity } from './turn-identity.js';
import type { TurnProblem } from './turn-problem.js';
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
  readonly problem?: TurnProblem | undefined;
  /** The person pressed what stops the answer. */
  readonly wasStopped?: boolean;
  /** The person turned the wheel: whether the page follows its text cannot be told. */
  readonly scrolled?: boolean;
  /** [host time, main-thread milliseconds so far]. */
  readonly mainThread?: Curve;
  readonly found?: FoundPage;
  readonly conversationTurn?: number;
  readonly device?: string | undefined;
  readonly passive?: boolean;
}

/** How the page's parts were found. */
export interface FoundPage {
  readonly composerConfidence: number;
  readonly preset: string | undefined;
}

/** How sure an answer is by the way it was found. */
const WAY_CONFIDENCE = { selector: 1, echo: 0.95, growth: 0.6 };
/** … by what told the answer's text from what stands around it … */
const TEXT_CONFIDENCE = { wire: 1, growth: 0.85 };
/** … and by what told its end. */
const END_CONFIDENCE = { 'busy-sign': 1, wire: 0.95, quiet: 0.6 };

/** What is missing of a whole answer is at most what the page trims. */
const WHOLE_SHARE = 0.99;

/** Puts what was painted, what was on the wire and how it ended together into one record. Pure. */
export function toTurn(parts: TurnParts): TurnRecord {
  const { plan, who, prompt, seen, clock, wire, baseMs } = parts;
  const offsetMs = (clock?.offsetMs ?? 0) - baseMs;
  const shownMs = paintTimes(seen === undefined ? [] : stampsOf(seen), seen?.longFrames ?? [], parts.frameMs);
  /** Two estimates may cross, the frames did not: a later one was not shown before `notBeforeMs`. */
  const paintMs = (stamp: FrameStamp | undefined, notBeforeMs = Number.NEGATIVE_INFINITY) =>
    stamp === undefined ? undefined : Math.max(notBeforeMs, shownMs(stamp) + offsetMs);
  const fromHost = (ms: number | undefined): number | undefined =>
    ms === undefined ? undefined : ms - baseMs;
  const fromPage = (ms: number | undefined): number | undefined =>
    ms === undefined ? undefined : ms + offsetMs;

  const aligned = alignPaints(seen?.states ?? [], wire?.text);
  const acknowledgedMs = paintMs(seen?.acknowledged);
  const firstPainted = seen?.states[aligned.chars.findIndex((chars) => chars > 0)];
  const feedback = firstFeedback(seen?.feedback ?? {}, aligned.level, firstPainted);
  const firstFeedbackMs = paintMs(feedback, acknowledgedMs);
  const paints: [number, number][] = [];
  for (const [index, state] of (seen?.states ?? []).entries()) {
    const chars = aligned.chars[index]!;
    const [beforeMs, before] = paints.at(-1) ?? [firstFeedbackMs, 0];
    if (chars > before) paints.push([paintMs(state, beforeMs)!, chars]);
  }
  const hasAnswer = paints.length > 0;
  const { outcome, detail } = judge(parts, aligned, hasAnswer);
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
    longFrames: (seen?.longFrames ?? []).map(({ startMs, durationMs, blockingMs, longestScript }) => ({
      startMs: startMs + offsetMs,
      durationMs,
      blockingMs,
      ...(longestScript === undefined ? {} : { longestScript }),
    })),
    layoutShift: seen?.layoutShift ?? 0,
    follow: followOf(parts),
    mainThread: parts.mainThread?.map(([atMs, ms]) => [atMs - baseMs, ms] as const),
    interactions: seen?.interactions.map(({ kind, atMs, ...stamp }) => ({
      kind,
      atMs: atMs + offsetMs,
      latencyMs: shownMs(stamp) - atMs,
    })),
    retractedChars: aligned.retractedChars,
    promptChars: prompt.length,
    answerChars: aligned.finalText.length,
    prompt: keepText(prompt, plan.text),
    answer: keepText(aligned.finalText, plan.text),
    requestId: wire?.requestId,
    probeCostMs: Math.round((seen?.probeCostMs ?? 0) * 10) / 10,
    frameMs: parts.frameMs,
    foundBy: seen === undefined ? undefined : foundBy(seen, aligned, parts),
    device: parts.device,
    conversationTurn: parts.conversationTurn,
    transcriptChars: seen?.transcriptChars,
    passive: parts.passive,
  };
}

/** Every frame that the probe told of. */
const stampsOf = (seen: ProbedTurn): readonly (FrameStamp | undefined)[] => [
  ...seen.states,
  ...seen.interactions,
  ...Object.values(seen.feedback),
  seen.acknowledged,
  seen.settled,
];

function followOf({ seen, scrolled }: TurnParts): TurnRecord['follow'] {
  const byPerson = scrolled === true || seen?.interactions.some(({ kind }) => kind === 'scroll') === true;
  return byPerson ? undefined : seen?.follow;
}

function foundBy(seen: ProbedTurn, aligned: AlignedPaints, { wire, found }: TurnParts): FoundBy {
  const way = seen.foundWay ?? 'growth';
  const end =
    seen.wasBusy && seen.end === 'settled' ? 'busy-sign' : wire?.finished === true ? 'wire' : 'quiet';
  const confidence =
    (found?.composerConfidence ?? 1) *
    WAY_CONFIDENCE[way] *
    (way === 'selector' ? 1 : TEXT_CONFIDENCE[aligned.by]) *
    END_CONFIDENCE[end];
  const isPreset = way === 'selector' && found?.preset !== undefined;
  return {
    answer: isPreset ? `preset:${found.preset}` : way,
    end,
    confidence: Math.round(confidence * 100) / 100,
  };
}

/** How the turn ended. What is seen on the page counts; the wire tells what a page may hide. */
function judge(
  parts: TurnParts,
  aligned: AlignedPaints,
  hasAnswer: boolean,
): { outcome: TurnOutcome; detail?: string | undefined } {
  const { seen, wire, problem, plan } = parts;
  const unmeasured = whyUnmeasured(parts);
  if (unmeasured !== undefined) return { outcome: 'unmeasured', detail: unmeasured };
  if (problem !== undefined) {
    const stands = problem.outcome === 'timed_out' && seen?.answering === false;
    const detail = stands ? `${problem.detail}; the page stands still` : problem.detail;
    return { outcome: problem.outcome, detail: withWire(detail, wire) };
  }
  if (parts.wasStopped === true && !isWhole(aligned, wire)) {
    const chars = aligned.finalText.length;
    const when = chars === 0 ? 'before any of it was shown' : `after ${chars} characters of it`;
    return { outcome: 'aborted', detail: withWire(`the person stopped the answer ${when}`, wire) };
  }
  if (seen?.end === 'error') {
    const shown = keepText(bareAddresses(seen.errorText ?? ''), plan.text === 'keep' ? 'keep' : 'shape');
    return {
      outcome: 'error_shown',
      detail: withWire(`the page shows an error: ${shown?.slice(0, 200)}`, wire),
    };
  }
  if (!hasAnswer) return { outcome: 'empty', detail: withWire(whyEmpty(parts, aligned), wire) };
  if (aligned.isTakenBack)
    return {
      outcome: 'error_shown',
      detail: withWire(`${takenBack(aligned)}; the page shows another text in its place`, wire),
    };
  const posing = posingAsAnswer(aligned.finalText, wire);
  if (posing !== undefined) return { outcome: 'error_shown', detail: withWire(posing, wire) };
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
  const starvedMs = seen === undefined ? 0 : framesStarvedMs(seen);
  if (starvedMs > 0) return `the machine gave the page no frames for ${Math.round(starvedMs)} ms`;
  // A page that stands still could not say that it has seen its input.
  const couldTell = problem === undefined || seen === undefined || seen.answering;
  return seen?.submittedMs === undefined && couldTell
    ? 'the input that sends the message was not seen'
    : undefined;
}

/** All that the backend had to say is shown: stopping it came too late to change anything. */
function isWhole(aligned: AlignedPaints, wire: WireObservation | undefined): boolean {
  const said = wire?.curve.at(-1)?.[1] ?? 0;
  return wire?.terminal !== undefined && said > 0 && (aligned.chars.at(-1) ?? 0) >= WHOLE_SHARE * said;
}

function whyEmpty({ seen, wire }: TurnParts, aligned: AlignedPaints): string {
  if (aligned.isTakenBack) return takenBack(aligned);
  const sent = wire?.text.length ?? 0;
  const what =
    sent === 0
      ? 'the turn ended without an answer'
      : `the page shows none of the ${sent} characters that its backend sent`;
  return seen?.pictured === undefined ? what : `${what}; in place of text it shows: ${seen.pictured}`;
}

const takenBack = ({ retractedChars }: AlignedPaints): string =>
  `the answer was taken back: ${retractedChars} characters of it had been shown`;

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
