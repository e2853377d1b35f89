/** Brings together what each of several threads says once a turn: the first of all, then the second of all, and so on. */
export interface InStep<T> {
  add(thread: number, said: T): void;
}

/** `all` is called with one from each thread, in the order of the threads, as soon as the slowest has spoken. */
export function createInStep<T>(threads: number, all: (said: readonly T[]) => void): InStep<T> {
  const waiting: T[][] = Array.from({ length: threads }, () => []);
  return {
    add(thread, said) {
      waiting[thread]!.push(said);
      while (waiting.every(({ length }) => length > 0)) all(waiting.map((queue) => queue.shift()!));
    },
  };
}
