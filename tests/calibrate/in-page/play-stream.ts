import { CHANGED_MARK, HANDLED_MARK, REQUESTED_MARK } from '../page-setup.js';
import type { StreamScript } from '../stream-script.js';
import type { AnswerView } from './answer-view.js';
import { block } from './block.js';
import { readStream } from './read-stream.js';

/** What a typewriter that has fallen behind waits between two pieces. */
const CATCH_UP_MS = 20;

/** Asks the server and shows what comes, as the script wants the page to do it. */
export async function playStream(
  name: string,
  script: StreamScript,
  view: AnswerView,
  turn: number,
): Promise<void> {
  performance.mark(`${HANDLED_MARK}${turn}`);
  await later(script.beforeMs);
  const stopTasks = script.tasksMs > 0 ? beBusy(script.tasksMs) : () => undefined;
  const waiting: string[] = [];
  let received = 0;
  let painted = 0;
  let heldUntilMs = 0;
  let typing: Promise<void> | undefined;
  const paint = (piece: string): void => {
    performance.mark(`${CHANGED_MARK}${turn}:${painted}`);
    view.add(piece, painted++);
  };
  const type = async (): Promise<void> => {
    do {
      await later(heldUntilMs - performance.now());
      const piece = waiting.shift();
      if (piece !== undefined) paint(piece);
      await later(CATCH_UP_MS);
    } while (waiting.length > 0);
    typing = undefined;
  };
  const delayed: Promise<void>[] = [];
  const take = (piece: string): void => {
    if (piece === '') return;
    const write = script.writes[received++];
    if (typing !== undefined) waiting.push(piece);
    else if (script.afterMs > 0) delayed.push(later(script.afterMs).then(() => paint(piece)));
    else paint(piece);
    if (write?.blockMs !== undefined) setTimeout(() => block(write.blockMs!), 0);
    if (write?.holdMs !== undefined) {
      heldUntilMs = performance.now() + write.holdMs;
      typing ??= type();
    }
  };
  performance.mark(`${REQUESTED_MARK}${turn}`);
  await readStream(script.transport, name, take);
  stopTasks();
  await Promise.all(delayed);
  await typing;
}

const later = (ms: number): Promise<void> =>
  ms <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));

/** Tasks one behind the other, each as long as this, until it is stopped. */
function beBusy(taskMs: number): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const work = (): void => {
    block(taskMs);
    timer = setTimeout(work, 0);
  };
  timer = setTimeout(work, 0);
  return () => clearTimeout(timer);
}
