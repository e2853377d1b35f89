import { deferred } from './deferred.js';
import type { ExpectedPerson } from './protocol.js';

/** What came of waiting for the people. */
export interface BarrierResult {
  readonly ready: readonly string[];
  /** Those who cannot take part, and why. */
  readonly missing: readonly { readonly id: string; readonly why: string }[];
}

/** Waits until every expected person has proved that it can hold a conversation, or cannot, or time is up. */
export interface PeopleBarrier {
  proved(id: string, ok: boolean, detail: string): void;
  lost(id: string): void;
  readonly done: Promise<BarrierResult>;
}

const WORKER_ENDED = 'its worker ended before the run began';

export function createPeopleBarrier(expected: readonly ExpectedPerson[], timeoutMs: number): PeopleBarrier {
  const known = new Map<string, { ok: boolean; detail: string }>();
  const { promise: done, resolve } = deferred<BarrierResult>();
  const finish = (): void => {
    clearTimeout(timer);
    resolve({
      ready: expected.filter(({ id }) => known.get(id)?.ok === true).map(({ id }) => id),
      missing: expected
        .filter(({ id }) => known.get(id)?.ok !== true)
        .map(({ id }) => ({
          id,
          why: known.get(id)?.detail ?? `did not report within ${timeoutMs / 1000} s`,
        })),
    });
  };
  const timer = setTimeout(finish, timeoutMs);
  const settle = (): void => {
    if (expected.every((person) => known.has(person.id))) finish();
  };
  settle();
  return {
    proved(id, ok, detail) {
      if (!known.has(id)) known.set(id, { ok, detail });
      settle();
    },
    lost(id) {
      // Whoever was ready and is gone before the others are does not take part; a reason already known says more.
      if (known.get(id)?.ok !== false) known.set(id, { ok: false, detail: WORKER_ENDED });
      settle();
    },
    done,
  };
}
