import type { DeviceExperience } from '../model/findings.js';
import { STAGE_KINDS } from '../model/plan.js';
import { phaseExperience } from './phase-experience.js';
import type { RunData } from './run-data.js';

/**
 * What was perceived on each device, by kind of phase: turns of one kind of phase met the same load on every device,
 * turns of different kinds did not. `undefined` where no turn names a device.
 */
export function devices(data: RunData): DeviceExperience[] | undefined {
  const names = [...new Set(data.turns.flatMap(({ record }) => record.device ?? []))].sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  );
  if (names.length === 0) return undefined;
  return STAGE_KINDS.flatMap((kind) => {
    const stages = data.stages.filter((stage) => stage.kind === kind).map(({ name }) => name);
    return names.flatMap((device): DeviceExperience[] => {
      const turns = data.turns.filter(
        ({ phase, record }) => record.device === device && phase !== null && stages.includes(phase),
      );
      if (!turns.some(({ counted }) => counted)) return [];
      const all = phaseExperience(turns, data.plan.deadlines.page.turnMs);
      const { goodTurns, goodShare, goodShareCi95, perceivedTtftMs, flowQoe, renderLag, jankMs } = all;
      return [
        {
          device,
          kind,
          turns: all.turns,
          goodTurns,
          goodShare,
          goodShareCi95,
          perceivedTtftMs,
          flowQoe,
          renderLag,
          jankMs,
        },
      ];
    });
  });
}
