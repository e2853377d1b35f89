export interface EventQueue {
  readonly now: () => number;
  /** Runs at that time; what is due at the same time runs in the order in which it was put in. */
  readonly at: (ms: number, run: () => void) => void;
  readonly runUntil: (ms: number) => void;
}

/** Time that passes from event to event, as simulations have it: a heap by time. */
export function eventQueue(): EventQueue {
  const heap: { readonly ms: number; readonly serial: number; readonly run: () => void }[] = [];
  let nowMs = 0;
  let serial = 0;
  const before = (a: number, b: number): boolean => {
    const [one, other] = [heap[a]!, heap[b]!];
    return one.ms < other.ms || (one.ms === other.ms && one.serial < other.serial);
  };
  const swap = (a: number, b: number): void => {
    [heap[a], heap[b]] = [heap[b]!, heap[a]!];
  };
  const take = (): (typeof heap)[number] => {
    swap(0, heap.length - 1);
    const first = heap.pop()!;
    for (let i = 0; ; ) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2])
        if (child < heap.length && before(child, least)) least = child;
      if (least === i) return first;
      swap(i, least);
      i = least;
    }
  };
  return {
    now: () => nowMs,
    at: (ms, run) => {
      let i = heap.push({ ms, serial: serial++, run }) - 1;
      for (let parent = (i - 1) >> 1; i > 0 && before(i, parent); i = parent, parent = (i - 1) >> 1)
        swap(i, parent);
    },
    runUntil: (endMs) => {
      while (heap.length > 0 && heap[0]!.ms <= endMs) {
        const { ms, run } = take();
        nowMs = Math.max(nowMs, ms);
        run();
      }
    },
  };
}
