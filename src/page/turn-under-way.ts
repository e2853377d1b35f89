import type { Frame } from '@playwright/test';
import type { TargetSelectors } from '../model/plan.js';
import { type Signal, signal } from './signal.js';

/** After its answer was stopped a page is ready for the next message by then. */
const SETTLE_MS = 10_000;

/** The turn that a person is in, for what they do besides waiting. */
export class TurnUnderWay {
  /** Where the chat is, once the message was sent. */
  sentIn: Frame | undefined;
  isOver = false;
  wasStopped = false;
  /** The page was stopped and did not become ready. */
  readonly unsettled: Signal = signal();
  #timer: NodeJS.Timeout | undefined;

  readonly selectors: Pick<TargetSelectors, 'stop' | 'busy'>;

  constructor(selectors: Pick<TargetSelectors, 'stop' | 'busy'>) {
    this.selectors = selectors;
  }

  stopped(): void {
    this.wasStopped = true;
    this.#timer ??= setTimeout(this.unsettled.give, SETTLE_MS);
  }

  end(): void {
    this.isOver = true;
    clearTimeout(this.#timer);
  }
}
