const WORDS = /\b(\d{1,4}) words\b/i;

/** How long an answer the prompt asks for: "in 300 words" means 300 tokens; `null`: it leaves that to the model. */
export function wordsAskedFor(prompt: string): number | null {
  const asked = WORDS.exec(prompt)?.[1];
  return asked === undefined ? null : Math.max(1, Number(asked));
}
