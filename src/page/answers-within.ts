import { within } from './within.js';

/** A page whose main thread stands still answers nothing, and Playwright waits for it without end. */
const LONGEST_MS = 10_000;

/** What the page answers; throws when it does not answer in time. */
export async function answersWithin<T>(asked: Promise<T>, ms: number = LONGEST_MS): Promise<T> {
  const answer = await within(
    asked.then((value) => ({ value })),
    ms,
  );
  if (answer === undefined) throw new Error(`the page did not answer within ${ms / 1000} s`);
  return answer.value;
}
