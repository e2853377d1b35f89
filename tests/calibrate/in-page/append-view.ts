import { addTurn } from './add-turn.js';
import type { MakeView } from './answer-view.js';

/** The simplest page: text is added to what is there. */
export const appendView: MakeView = (thread) => {
  const answer = addTurn(thread, 'assistant');
  return { add: (piece) => answer.append(piece) };
};
