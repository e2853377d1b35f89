import { setTimeout as pause } from 'node:timers/promises';
import type { TurnRecord, TurnWireRecord } from '../model/records.js';
import type { LoggedRequest } from './net-log/logged-requests.js';
import { matchRequest } from './net-log/match-request.js';
import type { NetLog } from './net-log/net-log.js';
import type { TurnContent } from './turn-content.js';
import { within } from './within.js';

/** Better wire times for turns that have ended: the network log's, which come later than the turn. */
export interface WireTimes {
  /** The turn, marked if better times are to follow. */
  expect(turn: TurnRecord, content: TurnContent | undefined): TurnRecord;
  /** What was handed on. */
  readonly emitted: readonly TurnWireRecord[];
  /** Hands on what the log has by now. */
  settle(): void;
  /**
   * The last turns: `push` makes the browser write on. Gives up after `withinMs`, and says for how many turns the
   * page's times stay.
   */
  finish(push: () => Promise<void>, withinMs: number): Promise<number>;
}

interface Options {
  /** `undefined`, or not written by the browser: no turn expects anything. */
  readonly log: NetLog | undefined;
  /** Host monotonic milliseconds, absolute. */
  readonly hostMs: () => number;
  /** What the ledger's times count from, on the same clock. */
  readonly baseMs: number;
  readonly emit: (record: TurnWireRecord) => void;
}

interface Pending {
  readonly turn: TurnRecord;
  readonly content: TurnContent;
  /** The turn was over. */
  readonly untilMs: number;
}

/** Between two looks at whether the browser has written on. */
const LOOK_MS = 25;
/** Requests of a turn begin after it is submitted; this is for the clocks. */
const BEFORE_TURN_MS = 1000;

export function createWireTimes({ log, hostMs, baseMs, emit }: Options): WireTimes {
  let pending: Pending[] = [];
  const emitted: TurnWireRecord[] = [];

  function settle(): void {
    if (log === undefined) return;
    log.read();
    const waiting: Pending[] = [];
    for (const one of pending) {
      if (log.reachedMs < one.untilMs) {
        waiting.push(one);
        continue;
      }
      const record = recordOf(one, log.requests, baseMs);
      emitted.push(record);
      emit(record);
    }
    pending = waiting;
    const oldest = pending[0];
    log.forget((oldest === undefined ? hostMs() : oldest.turn.stamps.submittedMs + baseMs) - BEFORE_TURN_MS);
  }

  return {
    expect(turn, content) {
      log?.read();
      if (log?.isOn !== true || content === undefined || turn.wireSource !== 'page') return turn;
      pending.push({ turn, content, untilMs: hostMs() });
      return { ...turn, wireProvisional: true };
    },
    emitted,
    settle,
    async finish(push, withinMs) {
      const giveUpMs = hostMs() + withinMs;
      settle();
      while (pending.length > 0 && hostMs() < giveUpMs) {
        const isPushed = await within(
          push().then(
            () => true,
            // A browser that is gone or hangs has written all that it will.
            () => false,
          ),
          giveUpMs - hostMs(),
        );
        settle();
        if (isPushed !== true) break;
        if (pending.length > 0) await pause(LOOK_MS);
      }
      return pending.length;
    },
  };
}

/** The turn's wire with the log's times, or why it cannot have them. */
function recordOf(
  { turn, content }: Pending,
  requests: readonly LoggedRequest[],
  baseMs: number,
): TurnWireRecord {
  const { id, person, stamps } = turn;
  const logged = matchRequest(requests, content.facts());
  if (typeof logged === 'string') {
    return { type: 'turn-wire', turn: id, person, wire: [], wireSource: 'page', why: logged };
  }
  const { curve } = content.read(logged.arrivals);
  const { requestSentMs, connectedMs, responseStartedMs } = stamps;
  // The network service itself stamped these for DevTools, finer than in its log; no text came before its headers.
  const notBeforeMs = responseStartedMs ?? Number.NEGATIVE_INFINITY;
  const wire = curve.map(([atMs, chars]) => [Math.max(notBeforeMs, atMs - baseMs), chars] as const);
  return {
    type: 'turn-wire',
    turn: id,
    person,
    requestSentMs,
    connectedMs,
    responseStartedMs,
    firstWireTextMs: wire[0]?.[0],
    wire,
    wireSource: 'netlog',
  };
}
