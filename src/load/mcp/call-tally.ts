import type { StreamOutcome } from '../../model/outcome.js';
import type { StreamRecord } from '../../model/records.js';
import type { Meaning } from '../../wire/dialect.js';
import { StreamTally } from '../stream-tally.js';

/** What is counted and stamped of one call beside what is of every stream. */
export class CallTally {
  readonly #base: StreamTally;
  sessionFromMs: number | undefined;
  sessionReadyMs: number | undefined;
  sessionLost = false;
  resumes = 0;

  constructor(scheduledMs: number, dispatchedMs: number) {
    this.#base = new StreamTally(scheduledMs, dispatchedMs);
  }

  get stamps(): StreamTally {
    return this.#base;
  }

  /** Returns the gap to the text before, if there is one. */
  understood(meaning: Meaning, readMs: number): number | undefined {
    return this.#base.understood({ events: 1, textChars: meaning.text.length }, readMs);
  }

  record(
    of: Pick<StreamRecord, 'id' | 'user' | 'tool' | 'task'>,
    outcome: StreamOutcome,
    detail: string | undefined,
    endedMs: number,
  ): StreamRecord {
    return {
      ...this.#base.record(of, outcome, detail, endedMs),
      tool: of.tool,
      task: of.task,
      sessionFromMs: this.sessionFromMs,
      sessionReadyMs: this.sessionReadyMs,
      sessionLost: this.sessionLost ? true : undefined,
      resumes: this.resumes === 0 ? undefined : this.resumes,
    };
  }
}
