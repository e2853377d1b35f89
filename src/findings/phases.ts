import type { Phase } from '../model/findings.js';
import type { PhaseAssignment } from './assign-phase.js';
import { phaseAttribution } from './phase-attribution.js';
import { phaseExperience } from './phase-experience.js';
import { phaseInstrument } from './phase-instrument.js';
import { phaseLoad } from './phase-load.js';
import type { RunData } from './run-data.js';

/** What was measured of each stage. */
export function phases(data: RunData): Phase[] {
  const [turnsOf, streamsOf] = [byStage(data.turns), byStage(data.streams)];
  return data.stages.map((stage) => {
    const { inPhase: turns, leftOut: turnsLeftOut } = turnsOf(stage.name);
    const { inPhase: streams, leftOut: streamsLeftOut } = streamsOf(stage.name);
    return {
      name: stage.name,
      kind: stage.kind,
      fromMs: stage.windows[0].fromMs,
      toMs: stage.windows[0].toMs,
      ...(stage.windows.length === 1
        ? {}
        : { windows: stage.windows.map(({ fromMs, toMs }) => ({ fromMs, toMs })) }),
      leftOut: { turns: turnsLeftOut, streams: streamsLeftOut },
      load: phaseLoad(data, stage, streams),
      experience: phaseExperience(turns, data.plan.deadlines.page.turnMs),
      attribution: phaseAttribution(turns),
      instrument: phaseInstrument(data, stage),
    };
  });
}

interface OfStage<T> {
  readonly inPhase: readonly T[];
  /** Submitted in the stage, and counted in no phase. */
  readonly leftOut: number;
}

/** Sorts turns or streams by their stage once, however many stages and streams there are. */
function byStage<T extends PhaseAssignment>(items: readonly T[]): (stage: string) => OfStage<T> {
  const stages = new Map<string, { inPhase: T[]; leftOut: number }>();
  for (const item of items) {
    const name = item.phase ?? item.submittedIn;
    if (name === null) continue;
    let stage = stages.get(name);
    if (stage === undefined) {
      stage = { inPhase: [], leftOut: 0 };
      stages.set(name, stage);
    }
    if (item.phase === null) stage.leftOut++;
    else stage.inPhase.push(item);
  }
  return (name) => stages.get(name) ?? { inPhase: [], leftOut: 0 };
}
