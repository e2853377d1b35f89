import type { DemoPlan } from '../../model/plan.js';

export type PageVariant = DemoPlan['variant'];

const VARIANTS: readonly PageVariant[] = ['smooth', 'naive', 'slow-start'];

/** The variant named by `?variant=`; without it the page that does everything right. */
export function pageVariant(search: string): PageVariant {
  const name = new URLSearchParams(search).get('variant') ?? 'smooth';
  const variant = VARIANTS.find((known) => known === name);
  if (variant === undefined) throw new Error(`unknown variant "${name}": use ${VARIANTS.join(', ')}`);
  return variant;
}
