import { CHANGED_MARK, type Step } from '../page-setup.js';
import type { AnswerView } from './answer-view.js';
import { block } from './block.js';

/** The end of the turn shows so long after its last text. */
const LAST_MS = 100;

/** Shows an answer that is the page's own, step by step. */
export async function playSteps(steps: readonly Step[], view: AnswerView, turn: number): Promise<void> {
  for (const [index, step] of steps.entries()) {
    await new Promise((resolve) => setTimeout(resolve, step.afterMs));
    if (step.during === 'frame') await new Promise(requestAnimationFrame);
    if (step.blockedFirst) block(step.blockMs);
    // Nothing is painted between the mark and the change: both are in one task.
    performance.mark(`${CHANGED_MARK}${turn}:${index}`);
    view.add(step.piece, index);
    if (!step.blockedFirst) block(step.blockMs);
  }
  await new Promise((resolve) => setTimeout(resolve, LAST_MS));
}
