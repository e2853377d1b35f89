/** Neighbouring points that the fit gives one value. `from` and `to` are their first and last index. */
export interface IsotonicBlock {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly weight: number;
}

/** Weighted least-squares non-increasing fit by pooling adjacent violators. Points in order; weights > 0. */
export function isotonicFit(
  points: readonly { readonly value: number; readonly weight: number }[],
): IsotonicBlock[] {
  const blocks: IsotonicBlock[] = [];
  points.forEach(({ value, weight }, index) => {
    let block: IsotonicBlock = { from: index, to: index, value, weight };
    for (
      let before = blocks.at(-1);
      before !== undefined && before.value < block.value;
      before = blocks.at(-1)
    ) {
      blocks.pop();
      const pooled = before.weight + block.weight;
      block = {
        from: before.from,
        to: block.to,
        weight: pooled,
        value: (before.value * before.weight + block.value * block.weight) / pooled,
      };
    }
    blocks.push(block);
  });
  return blocks;
}
