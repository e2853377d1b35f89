import type { StagePlan } from '../model/plan.js';
import type { StageRecord } from '../model/records.js';
import type { StageNow } from './protocol.js';

/** How a stage that begins at `fromMs` is recorded, and how everyone is told of it. */
export function beginStage(
  { name, kind, load, rampMs }: StagePlan,
  index: number,
  fromMs: number,
): { readonly record: StageRecord; readonly now: StageNow } {
  const streams = load.model === 'closed' ? load.streams : 0;
  const open = load.model === 'open' ? { perSecond: load.perSecond, arrivals: load.arrivals } : {};
  return {
    record: { type: 'stage', index, name, kind, streams, ...open, rampMs, fromMs },
    now: { index, name, kind, load },
  };
}
