import fc from 'fast-check';

/** `bytes` in pieces that end at `cuts`; pieces may be empty. */
export function cut(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const ends = [...cuts.map((at) => at % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  // Copies in which the bytes are then overwritten, as a socket may reuse its buffer, would hide in a view.
  return ends.map((end, index) => bytes.slice(index === 0 ? 0 : ends[index - 1]!, end));
}

export const anyCuts: fc.Arbitrary<number[]> = fc.array(fc.nat(100_000), { maxLength: 40 });
