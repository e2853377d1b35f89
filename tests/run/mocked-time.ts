interface Timer {
  readonly dueMs: number;
  readonly fire: () => void;
}

/** Lets `during` say how time goes by: timers fire in `pass`, and only there. For code that is done at once. */
export function withMockedTime<T>(during: (pass: (ms: number) => void) => T): T {
  const { setTimeout: realSet, clearTimeout: realClear } = globalThis;
  const timers = new Map<object, Timer>();
  let nowMs = 0;
  const set = (fire: () => void, ms = 0): object => {
    const handle = {};
    timers.set(handle, { dueMs: nowMs + ms, fire });
    return handle;
  };
  const pass = (ms: number): void => {
    const untilMs = nowMs + ms;
    for (;;) {
      const due = [...timers].filter(([, { dueMs }]) => dueMs <= untilMs);
      const [handle, timer] = due.sort(([, a], [, b]) => a.dueMs - b.dueMs)[0] ?? [];
      if (handle === undefined || timer === undefined) break;
      timers.delete(handle);
      nowMs = timer.dueMs;
      timer.fire();
    }
    nowMs = untilMs;
  };
  globalThis.setTimeout = set as unknown as typeof setTimeout;
  globalThis.clearTimeout = ((handle: object) => timers.delete(handle)) as unknown as typeof clearTimeout;
  try {
    return during(pass);
  } finally {
    globalThis.setTimeout = realSet;
    globalThis.clearTimeout = realClear;
  }
}
