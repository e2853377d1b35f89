/** How one page draws one answer. */
export interface AnswerView {
  /** Draws the answer with `piece` added at its end; `step` counts from 0. */
  add(piece: string, step: number): void;
}

/** Makes the view of a new answer inside `thread`. */
export type MakeView = (thread: HTMLElement, turn: number) => AnswerView;
