/** What the probe tells its worker. Times are the page's `performance.now()`, ms. */

/** One painted state of the answer as a difference: `keep` characters of the state before, then `add`. */
export interface PaintedState {
  /** `performance.now()` at the start of the animation frame that painted it: never later than the paint. */
  readonly frameMs: number;
  /** … and in the message task posted from that frame: on a light page just after the paint. */
  readonly afterMs: number;
  readonly keep: number;
  readonly add: string;
}

/** A long animation frame, as the browser reports it. */
export interface ProbeLongFrame {
  readonly startMs: number;
  readonly durationMs: number;
  readonly blockingMs: number;
  /** When its rendering began; 0: it rendered nothing. */
  readonly renderStartMs: number;
  /** When the compositor presented it; missing where the browser does not say. */
  readonly presentedMs?: number;
}

/** A frame: its start and the message task behind it. */
export interface FrameStamp {
  readonly frameMs: number;
  readonly afterMs: number;
}

export interface ProbeReport {
  readonly turn: string;
  readonly states: readonly PaintedState[];
  readonly longFrames: readonly ProbeLongFrame[];
  readonly submittedMs?: number;
  readonly inputDoneMs?: number;
  readonly acknowledged?: FrameStamp;
  readonly firstFeedback?: FrameStamp;
  readonly settled?: FrameStamp;
  readonly layoutShift: number;
  readonly wasHidden: boolean;
  readonly probeCostMs: number;
  /** Nothing of this turn is reported after it. */
  readonly last: boolean;
  /** Why the turn looks over; absent while it goes on. It may still go on: then later reports are without it again. */
  readonly end?: 'settled' | 'quiet' | 'error' | 'empty';
  readonly errorText?: string;
}

/** Where the answer is and how its end shows. CSS selectors. */
export interface WatchOptions {
  readonly turn: string;
  readonly answer: string;
  readonly busy: string;
  readonly error: string;
  /** `input`: the turn begins at the next trusted Enter or click. `now`: at once (the control). */
  readonly begin: 'input' | 'now';
}

/** What the probe offers to its worker, at `window.__plimsollProbe`. */
export interface ProbeHandle {
  watch(options: WatchOptions): void;
  /** Reports what is left of the turn, and follows nothing any more. Returns whether there was a turn to follow. */
  stop(): boolean;
}
