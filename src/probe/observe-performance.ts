import type { ProbeLongFrame } from './messages.js';

interface ScriptTiming {
  readonly duration: number;
  readonly invoker: string;
  readonly sourceURL: string;
  readonly sourceFunctionName: string;
}

interface LongAnimationFrame extends PerformanceEntry {
  readonly blockingDuration: number;
  readonly renderStart: number;
  readonly presentationTime?: number;
  readonly scripts?: readonly ScriptTiming[];
}

interface LayoutShift extends PerformanceEntry {
  readonly value: number;
}

/** Who wants to know what the browser reports. */
interface Listeners {
  onLongFrame(frame: ProbeLongFrame): void;
  onLayoutShift(value: number): void;
  /** An input whose last handler returned at `doneMs`. */
  onInput(startMs: number, doneMs: number): void;
}

/** The browser reports no inputs that were shown sooner. */
const SHORTEST_INPUT_MS = 16;

/** Follows one type of performance entry; does nothing where the browser does not know it. */
function follow(type: string, take: (entry: PerformanceEntry) => void, options: object = {}): void {
  if (!PerformanceObserver.supportedEntryTypes.includes(type)) return;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) take(entry);
  }).observe({ type, ...options });
}

/** Long animation frames, layout shifts and inputs, as the browser itself reports them. */
export function observePerformance(listeners: Listeners): void {
  follow('long-animation-frame', (entry) => {
    const frame = entry as LongAnimationFrame;
    const script = longestOf(frame.scripts ?? []);
    listeners.onLongFrame({
      startMs: frame.startTime,
      durationMs: frame.duration,
      blockingMs: frame.blockingDuration,
      workedMs: workedIn(frame),
      ...(frame.presentationTime ? { presentedMs: frame.presentationTime } : {}),
      ...(script === undefined ? {} : { longestScript: script }),
    });
  });
  follow('layout-shift', (entry) => listeners.onLayoutShift((entry as LayoutShift).value));
  follow(
    'event',
    (entry) => {
      const event = entry as PerformanceEventTiming;
      listeners.onInput(event.startTime, event.processingEnd);
    },
    { durationThreshold: SHORTEST_INPUT_MS },
  );
}

/** Scripts of less than 5 ms are not told of; where there are many, they block. */
function workedIn({ startTime, duration, renderStart, blockingDuration, scripts = [] }: LongAnimationFrame) {
  const scriptsMs = scripts.reduce((sum, script) => sum + script.duration, 0);
  const renderMs = renderStart > 0 ? startTime + duration - renderStart : 0;
  return Math.min(duration, Math.max(blockingDuration, scriptsMs + renderMs));
}

function longestOf(scripts: readonly ScriptTiming[]): ProbeLongFrame['longestScript'] {
  let longest: ScriptTiming | undefined;
  for (const script of scripts)
    if (longest === undefined || script.duration > longest.duration) longest = script;
  if (longest === undefined) return undefined;
  // A query string may hold what is nobody's business.
  const file = longest.sourceURL.split(/[?#]/, 1)[0]!.split('/').at(-1) ?? '';
  const name = [file, longest.sourceFunctionName || longest.invoker.split('?', 1)[0]!.split('/').at(-1)];
  return { name: name.filter((part) => part !== '').join(' '), durationMs: longest.duration };
}
