/** What the backend does with one question. Every delay is of the test's choosing. */
export interface ScriptedAnswer {
  /** From the question's arrival to the first text. */
  readonly firstTextMs: number;
  /** From one word to the next. */
  readonly wordMs: number;
  /** Joined, they are the answer: Markdown. */
  readonly words: readonly string[];
}

const LEADS = [
  'Short answer: keep the **queue** short and watch it.',
  'It depends on what you protect first.',
  'Most of it is the `cache` being cold.',
  'Three things matter here, in this order.',
  'Good question, and the usual advice is *half* right.',
];
const BODIES = [
  'Ask for less, then measure again.\n\n- limit the streams\n- shed what is late',
  'A slow client holds its connection, so give it a deadline.',
  'The tail grows **long before** the average moves.',
  'Look at `retry-after` in the log first.\n\n- once a minute\n- not more',
  'Write down what you saw and change one thing.',
  'Nothing is lost while the pool has room.\n\n### Then\n\nhalve the load.',
  'Try it on a quiet morning, with one person only.',
];
/** A word and the white space before it. */
const WORD = /\s*\S+/g;

/** A different answer for each of 35 turns in a row, some 12 to 22 words long. */
export function scriptedAnswer(turn: number): ScriptedAnswer {
  const text = `${LEADS[turn % LEADS.length]!} ${BODIES[turn % BODIES.length]!}`;
  return {
    firstTextMs: 120 + ((turn * 67) % 240),
    wordMs: 20 + ((turn * 7) % 18),
    words: text.match(WORD) ?? [],
  };
}
