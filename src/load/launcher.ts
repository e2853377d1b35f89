import pLimit from 'p-limit';
import type { StreamOutcome } from '../model/outcome.js';
import type { Limits } from '../model/plan.js';
import type { StreamRecord } from '../model/records.js';
import type { Allowance } from './allowance.js';
import type { AskedTurn } from './asked-turn.js';
import type { OpenStream } from './open-stream.js';
import type { SecondCounter } from './second-counter.js';
import type { StreamClient } from './stream-client.js';

/** A stream that somebody wants. */
export interface Order {
  /** Virtual user. */
  readonly user: number;
  /** When it was due, on the driver's clock. */
  readonly scheduledMs: number;
  /** It came at a time of its own, not because its user was ready. */
  readonly arrival?: true;
  /** Called when the stream is opened. */
  readonly turn: () => AskedTurn;
  /** Why it is no longer wanted, asked when the cap lets it through; `undefined` while it is. */
  readonly unwanted: () => string | undefined;
  readonly opened?: (stream: OpenStream) => void;
}

/** What came of an order; without a stream it was never sent. */
export type Launched =
  | { readonly stream: OpenStream; readonly outcome: StreamOutcome }
  | { readonly stream: undefined; readonly why: string };

/** What every request of the crowd goes through: the cap, the limit on requests, counters and the record. */
export interface Launcher {
  /** Settles when the answer is over. */
  launch(order: Order): Promise<Launched>;
  /** One that will never be sent, as a record of its own. */
  drop(order: Pick<Order, 'user' | 'scheduledMs'>, why: string): void;
  /** Streams that are open, also those whose answer is complete. */
  readonly open: ReadonlySet<OpenStream>;
  /** The limit on requests is used up. */
  readonly usedUp: boolean;
}

interface Options {
  readonly limits: Limits;
  /** The limit on requests, which others may share. */
  readonly requests: Allowance;
  readonly client: StreamClient;
  readonly counter: SecondCounter;
  readonly nowMs: () => number;
  readonly emit: (record: StreamRecord) => void;
  /** Called once. */
  readonly onUsedUp: (message: string) => void;
}

export function createLauncher(options: Options): Launcher {
  const { limits, requests, client, counter, nowMs, emit } = options;
  const limit = pLimit(limits.maxStreams);
  const open = new Set<OpenStream>();
  let dropped = 0;
  let usedUp = false;

  /** The user may go on once the answer is over; the record waits until the response is over, too. */
  function record(stream: OpenStream, turn: AskedTurn): void {
    open.add(stream);
    void stream.done.then((ended) => {
      open.delete(stream);
      emit(turn.completed(ended));
    });
  }

  async function send(order: Order): Promise<Launched> {
    const unwanted = order.unwanted();
    if (unwanted !== undefined) return { stream: undefined, why: unwanted };
    if (usedUp || !requests.take()) {
      const why = `limits.maxRequests (${limits.maxRequests}) is used up`;
      if (!usedUp) {
        usedUp = true;
        options.onUsedUp(`${why}: the crowd has stopped`);
      }
      return { stream: undefined, why };
    }
    const { user, scheduledMs } = order;
    const turn = order.turn();
    const { id, request } = turn;
    const stream = client.open({ id, user, scheduledMs, request, listener: turn, arrival: order.arrival });
    turn.opened(stream);
    order.opened?.(stream);
    record(stream, turn);
    counter.started(nowMs() - scheduledMs);
    const outcome = await stream.answered;
    turn.answered(outcome);
    counter.ended(outcome, stream.firstTextMs !== undefined);
    await client.settle?.();
    return { stream, outcome };
  }

  return {
    launch(order) {
      if (limit.activeCount >= limits.maxStreams) counter.deferred();
      return limit(() => send(order));
    },
    drop({ user, scheduledMs }, why) {
      const id = `crowd-${user}-dropped-${++dropped}`;
      counter.dropped();
      const nothing = { events: 0, bytes: 0, textChars: 0, reads: 0 };
      emit({
        type: 'stream',
        id,
        user,
        outcome: 'dropped',
        detail: why,
        scheduledMs,
        endedMs: nowMs(),
        ...nothing,
      });
    },
    open,
    get usedUp() {
      return usedUp;
    },
  };
}
