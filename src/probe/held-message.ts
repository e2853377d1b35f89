import { lettersOf } from '../model/letters.js';
import { textIn } from './text-box.js';

/** A message that was in a text box when an input came that may have sent it. Holds the element weakly. */
export class HeldMessage {
  readonly text: string;
  readonly #box: WeakRef<Element>;

  constructor(box: Element) {
    this.#box = new WeakRef(box);
    this.text = textIn(box);
  }

  get box(): Element | undefined {
    const box = this.#box.deref();
    return box?.isConnected === true ? box : undefined;
  }

  /** The page has taken it: its text box is empty, holds something else (some show a hint as text), or is gone. */
  get isTaken(): boolean {
    const { box } = this;
    if (box === undefined) return true;
    const [held, left] = [lettersOf(this.text), textIn(box)];
    return held === '' ? !left.includes(this.text.trim()) : !lettersOf(left).includes(held);
  }
}
