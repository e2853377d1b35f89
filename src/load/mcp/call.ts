import type { StreamOutcome } from '../../model/outcome.js';
import type { StreamRecord } from '../../model/records.js';
import type { Meaning, Reading, SseEvent } from '../../wire/dialect.js';
import { readJsonRpc } from '../../wire/read-json-rpc.js';
import { EndingStream, HELD_RESPONSE_GRACE_MS } from '../ending-stream.js';
import type { StreamOptions, StreamStart } from '../open-stream.js';
import { CallTally } from './call-tally.js';
import type { Failure } from './failure.js';
import type { Session } from './session.js';
import type { RequestSink } from './transport.js';

/** What to call, once there is a session and it is known what the server offers. */
export interface ToolCall {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Of the request, beside those of the session. */
  readonly headers: Readonly<Record<string, string>>;
  readonly tool: string | undefined;
  readonly task: string | undefined;
}

/** Where sessions come from. */
export interface Sessions {
  /** One that is free, or one that is yet to be opened; `fresh`: no other will do. */
  take(fresh: boolean): { readonly session: Session; readonly isNew: boolean };
  /** It is free again, unless it is of no use any more. */
  give(session: Session): void;
  /** It never came to be, or is of no use any more. */
  drop(session: Session): void;
  /** What this user does next; needs a session to ask what the server offers. */
  next(start: StreamStart, session: Session): Promise<ToolCall | Failure>;
}

/** Whether a header is of one call, and not of the session that it is made in: whose trace, which request. */
export const isOfCall = (name: string, value: string, id: string): boolean =>
  /^(traceparent|x-request-id)$/i.test(name) || value.includes(id);

const ofCall = (headers: Readonly<Record<string, string>>, id: string): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name, value]) => isOfCall(name, value, id)));

const isFailure = (value: ToolCall | Failure): value is Failure => 'outcome' in value;

/**
 * One tools/call, from when it was due to its JSON-RPC response. A session that has to be set up first is stamped by
 * itself and comes before the wait; one that is set up because the server lost the one before is part of it.
 */
export class Call extends EndingStream {
  readonly #start: StreamStart;
  readonly #options: StreamOptions;
  readonly #sessions: Sessions;
  #tally: CallTally;
  #what: ToolCall | undefined;
  #session: Session | undefined;
  #settingUpSinceMs: number | undefined;
  #requestId: string | number | undefined;
  #giveUp: () => void = () => undefined;
  #reading: Reading | undefined;
  #grace: NodeJS.Timeout | undefined;

  constructor(start: StreamStart, options: StreamOptions, sessions: Sessions) {
    super(start.id);
    this.#start = start;
    this.#options = options;
    this.#sessions = sessions;
    this.#tally = new CallTally(start.scheduledMs, options.nowMs());
    void this.#go(false);
  }

  get scheduledMs(): number {
    return this.#tally.stamps.scheduledMs;
  }

  get firstTextMs(): number | undefined {
    return this.#tally.stamps.firstTextMs;
  }

  protected get terminalMs(): number | undefined {
    return this.#tally.stamps.terminalMs;
  }

  protected now(): number {
    return this.#options.nowMs();
  }

  checkDeadlines(nowMs: number): void {
    if (this.settled || this.answer !== undefined) return;
    const { firstByteMs, firstTextMs, streamMs } = this.#options.deadlines;
    if (this.#settingUpSinceMs !== undefined) {
      if (nowMs - this.#settingUpSinceMs > firstByteMs) {
        this.settle(
          'no_first_byte',
          `${this.#session?.step ?? 'the session'}: no answer within ${firstByteMs} ms`,
        );
      }
      return;
    }
    const {
      status,
      sentMs,
      dispatchedMs,
      firstByteMs: firstByte,
      firstTextMs: firstText,
    } = this.#tally.stamps;
    // What was refused is told as soon as the beginning of its body is there, or does not come.
    if (status !== undefined && status >= 400) return;
    const age = nowMs - (sentMs ?? dispatchedMs);
    if (firstByte === undefined && age > firstByteMs) {
      this.settle('no_first_byte', `no byte within ${firstByteMs} ms`);
    } else if (firstText === undefined && age > firstTextMs) {
      this.settle('no_first_text', `no response within ${firstTextMs} ms`);
    } else if (age > streamMs) this.settle('stall', `not finished within ${streamMs} ms`);
  }

  /** Sets up what is needed and calls. `again`: the server had lost the session that the first attempt used. */
  async #go(again: boolean): Promise<void> {
    const { nowMs } = this.#options;
    const { session, isNew } = this.#sessions.take(again);
    this.#session = session;
    const fromMs = nowMs();
    this.#settingUpSinceMs = fromMs;
    const failure = isNew ? await session.open() : null;
    if (this.settled) return;
    if (failure !== null) return this.#fail(failure);
    if (this.#what === undefined) {
      const what = await this.#sessions.next(this.#start, session);
      if (this.settled) return;
      if (isFailure(what)) return this.#fail(what);
      this.#what = what;
    }
    this.#settingUpSinceMs = undefined;
    if (isNew || this.#tally.sessionFromMs !== undefined) this.#ready(fromMs, again);
    this.#call(session, this.#what);
  }

  /** The session is there. Before a first call it was nobody's wait. */
  #ready(fromMs: number, again: boolean): void {
    const readyMs = this.#options.nowMs();
    // Whoever comes at a time of their own waits for the session like for everything else.
    if (!again && this.#start.arrival !== true) this.#tally = new CallTally(readyMs, readyMs);
    this.#tally.sessionFromMs = fromMs;
    this.#tally.sessionReadyMs = readyMs;
  }

  #call(session: Session, { method, params, headers }: ToolCall): void {
    const message = session.message(method, params);
    const { stamps } = this.#tally;
    const { observer } = this.#options;
    this.#requestId = message.id;
    this.#reading = readJsonRpc(message);
    const sink: RequestSink = {
      sent: (atMs) => {
        stamps.sentMs ??= atMs;
      },
      headers: (status, contentType, atMs) => {
        stamps.status = status;
        stamps.headersMs ??= atMs;
        this.contentType = contentType;
      },
      bytes: (count, atMs) => {
        if (this.settled) return;
        stamps.arrived(count, atMs);
        observer.read(0, 0, count, undefined);
      },
      event: (event, atMs) => this.#understand(event, atMs),
      resumed: () => {
        this.#tally.resumes++;
      },
      over: (cut, atMs) => {
        stamps.eofMs = atMs;
        if (this.answer !== undefined) this.settleAnswer();
        else this.settle('truncated', cut ? 'ended inside an event' : 'ended without a response', atMs);
      },
      failed: (failure) => this.#fail(failure),
    };
    const ofThisCall = { ...headers, ...ofCall(this.#start.request.headers, this.id) };
    this.#giveUp = session.transport.request(message, sink, ofThisCall);
  }

  /** Whether the response has come. */
  #understand(event: SseEvent, atMs: number): boolean {
    if (this.settled) return true;
    this.#start.listener?.event?.(event);
    const meaning = this.#reading!.read(event);
    const hadText = this.firstTextMs !== undefined;
    const gapMs = this.#tally.understood(meaning, atMs);
    const { observer } = this.#options;
    if (meaning.text !== '') this.#start.listener?.text?.(meaning.text);
    if (!hadText && this.firstTextMs !== undefined) observer.firstText(this);
    observer.read(1, meaning.text === '' ? 0 : 1, 0, gapMs);
    if (this.answer !== undefined) {
      if (meaning.terminal !== undefined || meaning.error !== undefined) {
        this.settle('protocol_violation', 'a second response to the same request');
      }
    } else if (meaning.error !== undefined) this.settle('inband_error', meaning.error);
    else if (meaning.parseError !== undefined) this.settle('parse_error', meaning.parseError);
    else if (meaning.violation !== undefined) this.settle('protocol_violation', meaning.violation);
    else if (meaning.terminal !== undefined) this.#terminal(meaning, atMs);
    return this.settled || this.answer !== undefined;
  }

  #terminal({ terminal }: Meaning, atMs: number): void {
    this.#tally.stamps.terminalMs = atMs;
    if (terminal === 'incomplete') this.complete('incomplete', 'the server asks for input before it answers');
    else this.complete('ok');
    if (!this.#session!.transport.endsWithResponse) this.settleAnswer();
    else this.#grace = setTimeout(() => this.settleAnswer(), HELD_RESPONSE_GRACE_MS).unref();
  }

  #fail(failure: Failure): void {
    if (this.settled) return;
    this.bodySample = failure.bodySample ?? '';
    this.contentType = failure.contentType ?? this.contentType;
    this.retryAfterMs = failure.retryAfterMs;
    if (this.answer !== undefined) this.settleAnswer();
    else if (failure.sessionLost === true && !this.#tally.sessionLost) {
      this.#tally.sessionLost = true;
      this.#sessions.drop(this.#session!);
      void this.#go(true);
    } else this.settle(failure.outcome, failure.detail);
  }

  protected release(outcome: StreamOutcome): void {
    clearTimeout(this.#grace);
    this.#giveUp();
    this.#free(outcome);
  }

  protected record(outcome: StreamOutcome, detail: string | undefined, endedMs: number): StreamRecord {
    const { tool, task } = this.#what ?? {};
    const of = { id: this.id, user: this.#start.user, tool, task };
    return this.#tally.record(of, outcome, detail, endedMs);
  }

  #free(outcome: StreamOutcome): void {
    const session = this.#session;
    if (session === undefined) return;
    if (this.#settingUpSinceMs !== undefined) {
      this.#sessions.drop(session);
      return;
    }
    // To a server of these revisions a closed connection is no cancellation: it has to be told.
    const unanswered = this.answer === undefined && !['inband_error', 'parse_error'].includes(outcome);
    if (unanswered && !session.transport.lost) {
      const params = { requestId: this.#requestId, reason: outcome };
      void session.transport.notify({ jsonrpc: '2.0', method: 'notifications/cancelled', params });
    }
    this.#sessions.give(session);
  }
}
