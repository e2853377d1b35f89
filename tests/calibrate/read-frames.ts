import type { TraceEvent } from './trace-event.js';

/** One frame of one page's compositor, from its `PipelineReporter`. Host monotonic milliseconds. */
export interface CompositorFrame {
  /** Process of the renderer: a frame of another site has its own. */
  readonly pid: number;
  readonly sequence: number;
  /** The instant that the browser gave this frame; animations are drawn as they stand then. */
  readonly beginMs: number;
  /** The main thread's part, where it had one: style, layout and paint, between these. */
  readonly main: MainUpdate | undefined;
  readonly submitMs: number | undefined;
  /** When it was on the screen; `undefined`: it never was. */
  readonly presentedMs: number | undefined;
}

export interface MainUpdate {
  readonly startMs: number;
  /** The main thread had nothing more to do with this frame: what changes later belongs to another one. */
  readonly endMs: number;
}

type OpenFrame = {
  readonly pid: number;
  beginMs?: number;
  sequence: number;
  state: string;
  depth: number;
  sentMs?: number;
  startDelayMs: number;
  mainWorkMs: number;
  committedMs?: number;
  submitMs?: number;
};

/** Not even asked of the main thread: the breakdown then holds a time before the clock's zero. */
const LONGEST_START_MS = 3_600_000;

/**
 * Every finished frame, in the order of their begin. A main-thread update that misses its own deadline keeps its
 * reporter, which then ends with the later presentation: a reporter is the story of one update, not of one vsync.
 *
 * The instant that a frame was given may lie a little after its first stages. The trace then closes what is innermost,
 * so the names of its ends cannot be relied on: a reporter is over when all that it opened is closed.
 */
export function readFrames(events: readonly TraceEvent[]): CompositorFrame[] {
  const open = new Map<string, OpenFrame>();
  const frames: CompositorFrame[] = [];
  for (const event of events) {
    if (!event.cat.includes('devtools.timeline.frame') || (event.ph !== 'b' && event.ph !== 'e')) continue;
    // Numbers of reporters are used again once the reporter has ended.
    const key = `${event.pid}:${event.id2?.local ?? event.id2?.global ?? ''}`;
    const atMs = event.ts / 1000;
    const frame = open.get(key) ?? emptyFrame(event.pid);
    open.set(key, frame);
    if (event.ph === 'b') begun(frame, event, atMs);
    else if (--frame.depth <= 0) {
      const { beginMs } = frame;
      frame.depth = 0;
      if (beginMs === undefined) continue;
      open.delete(key);
      frames.push(finished({ ...frame, beginMs }, atMs));
    }
  }
  return frames.sort((a, b) => a.beginMs - b.beginMs);
}

const emptyFrame = (pid: number): OpenFrame => ({
  pid,
  sequence: 0,
  state: '',
  depth: 0,
  startDelayMs: 0,
  mainWorkMs: 0,
});

function begun(frame: OpenFrame, { name, args }: TraceEvent, atMs: number): void {
  frame.depth++;
  if (name === 'PipelineReporter') {
    frame.beginMs = atMs;
    frame.sequence = args?.frame_reporter?.frame_sequence ?? 0;
    frame.state = args?.frame_reporter?.state ?? '';
  } else if (name === 'SendBeginMainFrameToCommit') {
    const { begin_main_sent_to_started_us: startUs = 0, ...workUs } =
      args?.send_begin_mainframe_to_commit_breakdown ?? {};
    frame.sentMs = atMs;
    frame.startDelayMs = startUs / 1000;
    frame.mainWorkMs = Object.values(workUs).reduce((sum, us) => sum + us, 0) / 1000;
  } else if (name === 'Commit') frame.committedMs = atMs;
  else if (name === 'SubmitCompositorFrameToPresentationCompositorFrame') frame.submitMs = atMs;
}

function finished(frame: OpenFrame & { readonly beginMs: number }, endMs: number): CompositorFrame {
  const { pid, sequence, beginMs, sentMs, committedMs, submitMs, startDelayMs, mainWorkMs } = frame;
  const ran = sentMs !== undefined && startDelayMs < LONGEST_START_MS && mainWorkMs > 0;
  const startMs = (sentMs ?? 0) + startDelayMs;
  return {
    pid,
    sequence,
    beginMs,
    main: ran ? { startMs, endMs: Math.min(committedMs ?? endMs, startMs + mainWorkMs) } : undefined,
    submitMs,
    presentedMs: frame.state.startsWith('STATE_PRESENTED') && submitMs !== undefined ? endMs : undefined,
  };
}
