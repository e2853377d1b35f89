type Due = (dueMs: number) => void;

/** Calls what is due, a millisecond's worth at a time; for tens of thousands of calls a second. */
export interface Wheel {
  /** At most {@link SLOTS} ms ahead. */
  at(dueMs: number, call: Due): void;
}

const SLOTS = 4096;

export function createWheel(nowMs: () => number): Wheel {
  const slots: { dueMs: number; call: Due }[][] = Array.from({ length: SLOTS }, () => []);
  let turned = Math.floor(nowMs());
  const turn = (): void => {
    const until = Math.floor(nowMs());
    for (; turned < until; turned++) {
      const index = turned % SLOTS;
      const due = slots[index]!;
      if (due.length === 0) continue;
      slots[index] = [];
      for (const { dueMs, call } of due) call(dueMs);
    }
  };
  setInterval(turn, 1);
  return {
    at(dueMs, call) {
      // What is overdue comes with the next turn.
      slots[Math.max(Math.floor(dueMs), turned + 1) % SLOTS]!.push({ dueMs, call });
    },
  };
}
