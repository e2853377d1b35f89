import type { PageSelectors, TargetSelectors } from '../model/plan.js';

/** What the probe tells its worker. Times are the page's `performance.now()`, ms. */

/**
 * One painted state of the answer as a difference: `keep` characters of the state before, then `add`. A state is
 * written in segments, see `SEGMENT_START` in `model/probe-names.ts`.
 */
export interface PaintedState extends FrameStamp {
  readonly keep: number;
  readonly add: string;
}

/** A long animation frame, as the browser reports it. */
export interface ProbeLongFrame {
  readonly startMs: number;
  readonly durationMs: number;
  readonly blockingMs: number;
  /** How much of it the page worked, scripts and rendering; the rest it waited for the browser. */
  readonly workedMs: number;
  /** When the compositor presented it; missing where the browser does not say. */
  readonly presentedMs?: number;
  /** The script that took longest in it. */
  readonly longestScript?: { readonly name: string; readonly durationMs: number };
}

/** A frame that was painted. */
export interface FrameStamp {
  /** The refresh of the display that the browser began this frame for; missing in a document without a timeline. */
  readonly beganMs?: number;
  /** When its style and layout began, as far as is known: its start, or the last change in it. */
  readonly frameMs: number;
  /** Style and layout done: just before the paint. */
  readonly laidOutMs: number;
}

/** A key or scroll of the person, and the frame that showed what came of it. */
export interface ProbeInteraction extends FrameStamp {
  readonly kind: 'type' | 'scroll';
  readonly atMs: number;
}

/** How the answer was found: by a selector, behind the person's own message, or as what grows. */
export type FoundWay = 'selector' | 'echo' | 'growth';

export interface ProbeReport {
  readonly turn: string;
  readonly states: readonly PaintedState[];
  readonly longFrames: readonly ProbeLongFrame[];
  /** From a change to the frame that shows it, where that took unusually long. */
  readonly frameGaps: readonly (readonly [fromMs: number, toMs: number])[];
  readonly interactions: readonly ProbeInteraction[];
  readonly submittedMs?: number;
  readonly inputDoneMs?: number;
  readonly acknowledged?: FrameStamp;
  /** First frame with anything of the assistant's turn, by how far from the person's own message it was. */
  readonly feedback: Readonly<Record<string, FrameStamp>>;
  readonly settled?: FrameStamp;
  readonly layoutShift: number;
  readonly follow: { readonly paints: number; readonly inView: number };
  readonly wasHidden: boolean;
  readonly wasBusy: boolean;
  readonly foundWay?: FoundWay;
  readonly transcriptChars: number;
  readonly probeCostMs: number;
  /** When the answer's text last changed. */
  readonly changedMs?: number;
  /** Nothing of this turn is reported after it. */
  readonly last: boolean;
  /** Why the turn looks over; absent while it goes on. It may still go on: then later reports are without it again. */
  readonly end?: 'settled' | 'quiet' | 'error' | 'empty';
  readonly errorText?: string;
  /** Names of the elements of an answer that has no text: a canvas, an image, a frame. */
  readonly pictured?: string;
  /** Of a turn that nobody asked the probe to watch. */
  readonly recognised?: RecognisedMessage;
  /** The person pressed what stops the answer. */
  readonly wasStopped?: boolean;
  /** The input that began the next turn, and ended this one. */
  readonly nextMs?: number;
}

/** A message that a trusted input sent, as the probe recognised it by itself. */
export interface RecognisedMessage {
  readonly prompt: string;
  /** How sure it is that what was emptied is a chat's composer, 0–1. */
  readonly composerConfidence: number;
  /** Which one of its conversation it is, from 0; where the one before is no longer shown, another has begun. */
  readonly conversationTurn: number;
  /** Whose selectors were used. */
  readonly preset?: string;
  /** `false`: only what comes of it tells whether it was a message. */
  readonly isSure: boolean;
}

/** Selectors of the user, and of pages that are known by their marks. */
export interface RecogniseOptions {
  readonly selectors: Omit<TargetSelectors, 'newChat'>;
  readonly presets: readonly {
    readonly name: string;
    readonly marks: readonly string[];
    readonly selectors: PageSelectors;
  }[];
}

/** Where the answer is and how its end shows. CSS selectors; `null`: to be found. */
export interface WatchOptions {
  readonly turn: string;
  readonly composer: string | null;
  readonly answer: string | null;
  readonly busy: string | null;
  readonly error: string | null;
  /** What is sent; the person's own message is found by it. */
  readonly prompt: string;
  /** `input`: the turn begins at the next trusted Enter or click. `now`: at once (the control). */
  readonly begin: 'input' | 'now';
}

/** A composer or send button that was found on an unknown page, and how sure that is. */
export interface FoundPart {
  /** For people: tag, role, name. */
  readonly description: string;
  /** 0–1. */
  readonly confidence: number;
  /** To compare it with others of the page's frames. */
  readonly score: number;
}

/** What the probe offers to its worker, at `window.__plimsollProbe`. */
export interface ProbeHandle {
  watch(options: WatchOptions): void;
  /** The input before this one sent nothing: the turn begins at the next one. */
  rearm(): void;
  /** Reports what is left of the turn, and follows nothing any more. Returns whether there was a turn to follow. */
  stop(): boolean;
  /**
   * From now on turns are recognised: one begins at the trusted input that emptied the composer. Returns what the
   * browser says of a selector that is none.
   */
  recognise(options: RecogniseOptions): string | undefined;
  /** Reports now what has been seen. */
  tell(): void;
  /** Reports what is left of a recognised turn, and follows it no more. */
  release(turn: string): void;
  /** Looks for the text box of a chat, or takes the user's; `undefined`: nothing here is one. */
  locateComposer(selector: string | null): FoundPart | undefined;
  /** The element that was found last, or now. */
  composer(): Element | undefined;
  /** The button that sends what is in the composer. */
  sendButton(): Element | undefined;
  /** The button that stops the answer. */
  stopButton(): Element | undefined;
  /** What is in the composer now. */
  composed(): string | undefined;
}
