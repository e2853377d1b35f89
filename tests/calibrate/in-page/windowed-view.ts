import type { MakeView } from './answer-view.js';

/** Blocks that exist at a time, of the answer and of the thread. */
const BLOCKS = 4;
const ROWS = 2;
const WORDS_OF_BLOCK = 8;

/**
 * A list that keeps only its end in the document. A row of the thread that is not needed any more becomes the newest
 * one, and so does a block of a long answer: the same nodes with other text.
 */
export const windowedView: MakeView = (thread) => {
  while (thread.children.length > ROWS) thread.firstElementChild!.remove();
  const recycled = [...thread.children].find(
    (row): row is HTMLElement => row instanceof HTMLElement && row.dataset.role === 'assistant',
  );
  const answer = recycled ?? document.createElement('div');
  answer.dataset.role = 'assistant';
  answer.replaceChildren();
  thread.append(answer);
  let block: Element | undefined;
  let words = 0;
  return {
    add(piece) {
      if (block === undefined || words >= WORDS_OF_BLOCK) {
        block = answer.children.length < BLOCKS ? document.createElement('p') : answer.firstElementChild!;
        block.textContent = '';
        answer.append(block);
        words = 0;
      }
      block.append(piece);
      words += piece.trim().split(' ').length;
    },
  };
};
