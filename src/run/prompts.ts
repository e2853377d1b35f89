import { createHash } from 'node:crypto';

/** An endless, seeded series of prompts for one reader. */
export interface Prompts {
  next(): string;
  /** A number in [0, 1) from the same series, for think times. */
  fraction(): number;
}

/**
 * Prompts in a seeded order, each begun with a number of its own, so that a prefix cache cannot make the second
 * round look faster than the first.
 */
export function createPrompts(texts: readonly string[], seed: number, reader: string): Prompts {
  let drawn = 0;
  const draw = (): number => {
    // One hash a draw: a few hundred a minute, and the same series on every machine.
    const digest = createHash('sha256').update(`${seed}/${reader}/${drawn++}`).digest();
    return digest.readUInt32BE(0) / 2 ** 32;
  };
  return {
    next() {
      const text = texts[Math.floor(draw() * texts.length)]!;
      return `(${Math.floor(draw() * 9000) + 1000}) ${text}`;
    },
    fraction: draw,
  };
}
