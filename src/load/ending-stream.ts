import type { StreamOutcome } from '../model/outcome.js';
import type { StreamRecord } from '../model/records.js';
import type { OpenStream } from './open-stream.js';

/** What a stream came to. */
interface Verdict {
  readonly outcome: StreamOutcome;
  readonly detail: string | undefined;
}

/** How long a server may keep a response open after the answer's terminal before the driver cuts it. */
export const HELD_RESPONSE_GRACE_MS = 1000;

/** A stream ends once, whatever comes first, and nothing that comes after a complete answer undoes it but what must not come. */
export abstract class EndingStream implements OpenStream {
  readonly id: string;
  readonly answered: Promise<StreamOutcome>;
  readonly done: Promise<StreamRecord>;
  bodySample = '';
  contentType: string | undefined;
  retryAfterMs: number | undefined;
  /** The terminal has come; what may still come is the end of the response, or something that must not. */
  protected answer: Verdict | undefined;
  protected settled = false;
  #resolveAnswered: (outcome: StreamOutcome) => void = () => undefined;
  #resolveDone: (record: StreamRecord) => void = () => undefined;

  constructor(id: string) {
    this.id = id;
    this.answered = new Promise((resolve) => {
      this.#resolveAnswered = resolve;
    });
    this.done = new Promise((resolve) => {
      this.#resolveDone = resolve;
    });
  }

  abstract get scheduledMs(): number;
  abstract get firstTextMs(): number | undefined;
  abstract checkDeadlines(nowMs: number): void;
  /** The driver's clock. */
  protected abstract now(): number;
  /** When the terminal was read. */
  protected abstract get terminalMs(): number | undefined;
  /** Lets go of whatever is still held. */
  protected abstract release(outcome: StreamOutcome): void;
  protected abstract record(
    outcome: StreamOutcome,
    detail: string | undefined,
    endedMs: number,
  ): StreamRecord;

  cancel(reason: string): void {
    this.settle('cancelled', reason);
  }

  /** The answer is complete: whoever asked may go on. */
  protected complete(outcome: StreamOutcome, detail?: string): void {
    this.answer = { outcome, detail };
    this.#resolveAnswered(outcome);
  }

  protected settleAnswer(): void {
    const { outcome, detail } = this.answer!;
    this.settle(outcome, detail, this.terminalMs);
  }

  protected settle(outcome: StreamOutcome, detail: string | undefined, endedMs = this.now()): void {
    if (this.settled) return;
    // Who gives up a stream whose answer is complete gives up nothing.
    if (outcome === 'cancelled' && this.answer !== undefined) {
      this.settleAnswer();
      return;
    }
    this.settled = true;
    this.release(outcome);
    this.#resolveAnswered(outcome);
    this.#resolveDone(this.record(outcome, detail, endedMs));
  }
}
