import type { ProbeLongFrame } from './messages.js';

interface LongAnimationFrame extends PerformanceEntry {
  readonly blockingDuration: number;
  readonly renderStart: number;
  readonly presentationTime?: number;
}

interface LayoutShift extends PerformanceEntry {
  readonly value: number;
}

/** Follows one type of performance entry; does nothing where the browser does not know it. */
function follow(type: string, take: (entry: PerformanceEntry) => void): void {
  if (!PerformanceObserver.supportedEntryTypes.includes(type)) return;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) take(entry);
  }).observe({ type });
}

/** Long animation frames and layout shifts, as the browser itself reports them. */
export function observePerformance(
  onLongFrame: (frame: ProbeLongFrame) => void,
  onLayoutShift: (value: number) => void,
): void {
  follow('long-animation-frame', (entry) => {
    const frame = entry as LongAnimationFrame;
    onLongFrame({
      startMs: frame.startTime,
      durationMs: frame.duration,
      blockingMs: frame.blockingDuration,
      renderStartMs: frame.renderStart,
      ...(frame.presentationTime ? { presentedMs: frame.presentationTime } : {}),
    });
  });
  follow('layout-shift', (entry) => onLayoutShift((entry as LayoutShift).value));
}
