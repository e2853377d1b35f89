import type { TurnRecord } from '../../dist/src/model/records.js';
import type { Step } from '../probe/scripted-chat.js';
import { expect, type Person, test } from './chat-page-test.js';

/** `described`: the user gave selectors. `unknown`: all is to be found. */
export type Way = 'described' | 'unknown';

/** One thing a page may do, and what must be said of it. */
export interface OddCase {
  readonly steps: readonly Step[];
  /** What the turn's record must hold; on unknown pages `unknown` goes before. */
  readonly turn: object;
  readonly unknown?: object;
  /** The page's mark set when it wrote the first answer text, and the first sign of the turn, if it is another. */
  readonly answerAt?: string;
  readonly feedbackAt?: string;
  readonly ways?: readonly Way[];
  readonly turnMs?: number;
  readonly prompt?: string;
}

/** Shows a stop button, does the steps, and takes it away. */
export const busyWhile = (...steps: Step[]): Step[] => [[0, 'stoppable'], ...steps, [40, 'free']];

const chunk = (content: string): string => JSON.stringify({ choices: [{ delta: { content } }] });
const STOP = JSON.stringify({ choices: [{ delta: {}, finish_reason: 'stop' }] });

/** The page asks its backend, which says these pieces, so long after each other, and ends as it should. */
export const asks = (...pieces: (readonly [afterMs: number, text: string])[]): Step => [
  0,
  'ask',
  { writes: [...pieces.map(([ms, text]) => [ms, chunk(text)]), [0, STOP], [0, '[DONE]']] },
];

/** The page asks a backend that has nothing good to say. */
export const asksInVain = (wanted: object): Step => [0, 'ask', wanted];

/** One frame on a machine that does other things, too; the steps of a case lie farther apart. */
const LATE_MS = 250;

const FINE = busyWhile([60, 'say', 'The tide'], [40, 'say', ' rises']);
export const PATIENCE = {
  silentMs: 700,
  blindQuietMs: 1500,
  openStreamMs: 1500,
  locateMs: 600,
  actionMs: 2000,
};

/** One test for each case and way: the turn is what it must be, and the next one works. */
export function testCases(cases: Readonly<Record<string, OddCase>>): void {
  for (const [name, odd] of Object.entries(cases)) {
    for (const way of odd.ways ?? (['described', 'unknown'] as const)) {
      test(`${name} (${way})`, async ({ open }) => {
        const prompt = odd.prompt ?? 'What does the sea do?';
        const person = await open(
          { [prompt]: odd.steps, fine: FINE },
          { unknown: way === 'unknown', turnMs: odd.turnMs ?? 6000, patience: PATIENCE },
        );
        const turn = await person.ask(prompt);
        expect(turn).toMatchObject({ ...odd.turn, ...(way === 'unknown' ? odd.unknown : {}) });
        await expectTimes(person, turn, odd);
        expect(await person.ask('fine')).toMatchObject({ outcome: 'answered', answer: 'The tide rises' });
      });
    }
  }
}

/** The page's own log says when it wrote what; it was painted with the next frame. */
async function expectTimes({ chat }: Person, { stamps }: TurnRecord, odd: OddCase): Promise<void> {
  if (odd.answerAt === undefined && odd.feedbackAt === undefined) return;
  const marks = await chat.page.evaluate(
    () => (window as unknown as { marks: Record<string, number> }).marks,
  );
  const check = (what: string, paintedMs: number | undefined, mark: string): void => {
    const writtenMs = marks[mark]! - marks.sent!;
    expect(paintedMs, what).toBeDefined();
    const afterSendingMs = paintedMs! - stamps.submittedMs;
    expect(afterSendingMs, `${what}, written at ${writtenMs} ms`).toBeGreaterThan(writtenMs - 5);
    expect(afterSendingMs, `${what}, written at ${writtenMs} ms`).toBeLessThan(writtenMs + LATE_MS);
  };
  if (odd.answerAt !== undefined) check('first answer text', stamps.firstAnswerPaintMs, odd.answerAt);
  if (odd.feedbackAt !== undefined) check('first feedback', stamps.firstFeedbackMs, odd.feedbackAt);
}
