import { addTurn } from './add-turn.js';
import type { MakeView } from './answer-view.js';

const WORDS_OF_BLOCK = 12;

/** The whole answer anew with every piece, as a page does that parses all of its Markdown again. */
export const reRenderView: MakeView = (thread) => {
  const answer = addTurn(thread, 'assistant');
  let words: string[] = [];
  return {
    add(piece) {
      words = [...words, ...piece.trim().split(' ')];
      answer.innerHTML = blocks(words)
        .map((block) => `<p>${block.map(inMarkup).join(' ')}</p>`)
        .join('');
    },
  };
};

const inMarkup = (word: string, index: number): string =>
  index % 4 === 0 ? `<b>${word}</b>` : index % 4 === 2 ? `<code>${word}</code>` : word;

function* blocksOf(words: readonly string[]): Generator<readonly string[]> {
  for (let from = 0; from < words.length; from += WORDS_OF_BLOCK)
    yield words.slice(from, from + WORDS_OF_BLOCK);
}
const blocks = (words: readonly string[]): (readonly string[])[] => [...blocksOf(words)];
