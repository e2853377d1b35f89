/** Which of several drivers this is, who have one load between them: everything is dealt to them in turn. */
export interface Share {
  /** From 0. */
  readonly index: number;
  readonly of: number;
}

/** One driver that has all of it. */
export const WHOLE: Share = { index: 0, of: 1 };

/** How many of `count` things fall to this one. The sum over all of them is `count`, whatever it is. */
export const dealt = (count: number, { index, of }: Share): number =>
  Math.max(0, Math.ceil((count - index) / of));
