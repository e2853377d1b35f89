import { type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';

/** How long the collection of garbage has held this thread up. */
export interface GcWatch {
  /** Milliseconds since the last call, and the longest of the pauses. */
  take(): { readonly sumMs: number; readonly maxMs: number };
  stop(): void;
}

export function watchGc(): GcWatch {
  let [sumMs, maxMs] = [0, 0];
  const note = ({ duration }: PerformanceEntry): void => {
    sumMs += duration;
    if (duration > maxMs) maxMs = duration;
  };
  const observer = new PerformanceObserver((list) => list.getEntries().forEach(note));
  observer.observe({ entryTypes: ['gc'] });
  return {
    take() {
      // What was collected but not handed over yet belongs to this second, too.
      observer.takeRecords().forEach(note);
      const taken = { sumMs, maxMs };
      [sumMs, maxMs] = [0, 0];
      return taken;
    },
    stop: () => observer.disconnect(),
  };
}
