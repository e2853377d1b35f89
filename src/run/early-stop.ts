import type { StageLoad, StagePlan } from '../model/plan.js';

/** A stage ends early when over half of the streams fail for this long. */
const FAILING_SECONDS = 5;

/** How the crowd's streams ended in one second. */
interface Ended {
  readonly failures: number;
  readonly completionsPerSecond: number;
}

/** Spares a backend that fails: what asks as much of it or more is left out. Holds no clock of its own. */
export interface EarlyStop {
  /** `toCome`: the stages behind it. */
  beginStage(stage: StagePlan, toCome: readonly StagePlan[]): void;
  /** Takes one second of the crowd; why the stage has to end now, if it has to. */
  second(ended: Ended): string | undefined;
  leavesOut(stage: StagePlan): boolean;
}

/**
 * Where the climb was shuffled, smaller steps may follow a failed one: they still have something to tell and are run. The
 * recovery is run to its end whatever happens: it is there to see what becomes of a backend that fails.
 */
export function createEarlyStop(): EarlyStop {
  const failedAt: StageLoad[] = [];
  let current: { readonly load: StageLoad; readonly toCome: readonly StagePlan[] } | undefined;
  let failing = 0;
  const leavesOut = ({ kind, load }: StagePlan): boolean =>
    kind !== 'recovery' && failedAt.some((failed) => !isLess(load, failed));
  return {
    beginStage({ kind, load }, toCome) {
      failing = 0;
      current = kind === 'recovery' ? undefined : { load, toCome };
    },
    second({ failures, completionsPerSecond }) {
      const ended = failures + completionsPerSecond;
      if (failures > ended / 2) failing++;
      // A second in which nothing ended says nothing either way.
      else if (ended > 0) failing = 0;
      if (failing < FAILING_SECONDS || current === undefined) return undefined;
      const { load, toCome } = current;
      current = undefined;
      failedAt.push(load);
      const goesOn = toCome.some((stage) => stage.kind !== 'recovery' && !leavesOut(stage));
      const what = goesOn
        ? 'this step ends here, and those that ask for as much or more are left out'
        : 'the climb ends here';
      return `over half of the streams failed for ${FAILING_SECONDS} s: ${what}`;
    },
    leavesOut,
  };
}

/** Streams at once and streams per second cannot be held against each other: neither is less. */
function isLess(load: StageLoad, than: StageLoad): boolean {
  if (load.model === 'none') return than.model !== 'none';
  if (load.model === 'closed') return than.model === 'closed' && load.streams < than.streams;
  return than.model === 'open' && load.perSecond < than.perSecond;
}
