import type { StreamOutcome } from '../model/outcome.js';
import type { CrowdPlan } from '../model/plan.js';
import type { StreamRecord } from '../model/records.js';
import type { SseEvent } from '../wire/dialect.js';
import type { Check } from './behaviour.js';
import type { OpenStream, StreamListener } from './open-stream.js';
import type { StreamRequest } from './request.js';
import { runChecks } from './run-checks.js';
import { traceIdOf } from './trace.js';

/** Events of one answer that are kept for checks; an answer with more is checked on those. */
const MOST_EVENTS = 100_000;

/** One turn of a virtual user: what is asked, what is heard, when Stop is pressed, what is checked. */
export interface AskedTurn extends StreamListener {
  readonly id: string;
  readonly request: StreamRequest;
  opened(stream: OpenStream): void;
  /** The answer is over. */
  answered(outcome: StreamOutcome): void;
  /** A text of the server's without what the request had sent in secret. */
  conceal(text: string): string;
  /** The record, fit to be written down. */
  concealed(record: StreamRecord): StreamRecord;
  /** The same with what is known of the turn. */
  completed(record: StreamRecord): StreamRecord;
}

/**
 * Of these the driver itself says why, and of many at once: when a stage ends, all that are too many are cancelled, and it must not be the
 * driver that is late then.
 */
const OWN_WORDS: ReadonlySet<StreamOutcome> = new Set<StreamOutcome>(['cancelled', 'incomplete', 'empty']);

/** Of what a server says of a failure. */
const LONGEST_DETAIL_CHARS = 400;
const shortened = (text: string): string =>
  text.length <= LONGEST_DETAIL_CHARS ? text : `${text.slice(0, LONGEST_DETAIL_CHARS - 1)}…`;

interface Options {
  readonly id: string;
  readonly turn: number | undefined;
  readonly prompt: string;
  readonly request: StreamRequest;
  /** Takes out of a text of the server's what was sent in secret, and what of it `answered` so far. */
  readonly conceal: (text: string, answered: string) => string;
  readonly crowd: CrowdPlan;
  readonly random: () => number;
  readonly checks: Readonly<Record<string, Check>>;
  readonly keepCookie: (text: string) => void;
  readonly answered: (outcome: StreamOutcome, answer: string) => void;
}

export function createAskedTurn(options: Options): AskedTurn {
  const { id, turn, prompt, request, crowd, random, checks } = options;
  const traceId = traceIdOf(request.headers);
  const hasChecks = Object.keys(checks).length > 0;
  const keepsText = hasChecks || crowd.turns > 1;
  // Drawn before anything is known of the answer, so that the same seed stops the same turns.
  const stops = crowd.stopShare > 0 && random() < crowd.stopShare;
  const stopAfterMs = stops ? 2 * random() * crowd.stopAfterMs : 0;
  const events: SseEvent[] = [];
  let text = '';
  let stream: OpenStream | undefined;
  let stopping: NodeJS.Timeout | undefined;
  let stopped = false;
  let isOver = false;
  const pressStop = (): void => {
    if (isOver) return;
    stopped = true;
    stream?.cancel('the user pressed Stop');
  };
  const conceal = (said: string): string => options.conceal(said, text);
  const concealed = (record: StreamRecord): StreamRecord =>
    record.detail === undefined || OWN_WORDS.has(record.outcome)
      ? record
      : { ...record, detail: shortened(conceal(record.detail)) };
  return {
    id,
    request,
    conceal,
    concealed,
    ...(hasChecks
      ? {
          event: ({ event, data }: SseEvent) => {
            if (events.length < MOST_EVENTS) events.push({ event, data });
          },
        }
      : {}),
    ...(keepsText || stops
      ? {
          text: (more: string) => {
            if (keepsText) text += more;
            if (stops) stopping ??= setTimeout(pressStop, stopAfterMs);
          },
        }
      : {}),
    cookies: (setCookie) => setCookie.forEach(options.keepCookie),
    opened(opened) {
      stream = opened;
    },
    answered(outcome) {
      isOver = true;
      clearTimeout(stopping);
      options.answered(outcome, text);
    },
    completed(record) {
      const known = {
        ...concealed(record),
        ...(turn === undefined ? {} : { turn }),
        promptChars: prompt.length,
        ...(traceId === undefined ? {} : { traceId }),
        ...(stopped ? { stopped } : {}),
      };
      // Nobody can expect anything of an answer that was not waited for.
      if (!hasChecks || record.outcome === 'cancelled') return known;
      return { ...known, checks: runChecks(checks, { record, events, text }) };
    },
  };
}
