import { FADE_MS, VISIBLE_MARK, VISIBLE_OPACITY } from '../page-setup.js';
import { addTurn } from './add-turn.js';
import type { MakeView } from './answer-view.js';

/** Words come with a transition of their opacity; each says afterwards when it could first be seen. */
export const fadeInView: MakeView = (thread, turn) => {
  const answer = addTurn(thread, 'assistant');
  return {
    add(piece, step) {
      const word = document.createElement('span');
      word.className = 'fading';
      word.textContent = piece;
      answer.append(word);
      // The transition exists once style was computed, and its start is known once the compositor has begun it.
      requestAnimationFrame(() => void tellVisible(word, `${VISIBLE_MARK}${turn}:${step}`));
    },
  };
};

async function tellVisible(word: HTMLElement, mark: string): Promise<void> {
  const [fade] = word.getAnimations();
  if (fade === undefined) throw new Error('the word does not fade in');
  const { startTime } = await fade.ready;
  performance.mark(mark, { startTime: Number(startTime) + FADE_MS * VISIBLE_OPACITY });
}
