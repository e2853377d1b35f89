import type { Phase } from '../model/findings.js';
import { phaseAttribution } from './phase-attribution.js';
import { phaseExperience } from './phase-experience.js';
import { phaseInstrument } from './phase-instrument.js';
import { phaseLoad } from './phase-load.js';
import type { RunData } from './run-data.js';

/** What was measured of each stage. */
export function phases(data: RunData): Phase[] {
  return data.stages.map((stage) => {
    const turns = data.turns.filter(({ phase }) => phase === stage.name);
    const leftOut = (items: readonly { phase: string | null; submittedIn: string | null }[]): number =>
      items.filter(({ phase, submittedIn }) => phase === null && submittedIn === stage.name).length;
    return {
      name: stage.name,
      kind: stage.kind,
      fromMs: stage.fromMs,
      toMs: stage.toMs,
      leftOut: { turns: leftOut(data.turns), streams: leftOut(data.streams) },
      load: phaseLoad(data, stage),
      experience: phaseExperience(turns, data.plan.deadlines.page.turnMs),
      attribution: phaseAttribution(turns),
      instrument: phaseInstrument(data, stage),
    };
  });
}
