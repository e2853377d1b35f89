/** How a page puts its answer on the screen. */
export type ViewName = 'append' | 're-render' | 'fade-in' | 'windowed';

/** One change of the answer, as the page's own script makes it. */
export interface Step {
  /** After the step before has been carried out. */
  readonly afterMs: number;
  /** What the answer gains. */
  readonly piece: string;
  /** `frame`: in an animation frame, as pages do that gather what came. */
  readonly during: 'task' | 'frame';
  /** The task goes on for so long, before or after the change; 0: it does not. */
  readonly blockMs: number;
  readonly blockedFirst: boolean;
}

/** What a calibration page is told by its address: where the chat is and how it draws. */
export interface PageSetup {
  readonly view: ViewName;
  /** `shadow`: all of the chat is in an open shadow root; `frame`: in a frame of another site. */
  readonly inside: 'document' | 'shadow' | 'frame';
  /** Messages of before that the thread holds already, in thousands of characters. */
  readonly transcriptKb?: number;
}

/** Begins the name of every mark that a page sets; `<turn>:<step>` follows. */
export const CHANGED_MARK = 'calibration-changed:';
/** The same for the instant from which on a fading word can be seen, which the page knows only afterwards. */
export const VISIBLE_MARK = 'calibration-visible:';

/** The input's handler is done, and the page asks for its stream; `<turn>` follows. */
export const HANDLED_MARK = 'calibration-handled:';
export const REQUESTED_MARK = 'calibration-requested:';
/** What a page says to its console when a turn is over. */
export const OVER_MESSAGE = 'calibration: the turn is over';

/** From this opacity on a word counts as visible. */
export const VISIBLE_OPACITY = 0.1;
export const FADE_MS = 150;
