import type { StageLoad, StagePlan } from '../model/plan.js';
import { ConfigError } from './config-error.js';
import type { CheckedOptions } from './options.js';
import { type StageOptions, stageOptions } from './stage-options.js';
import { stagesOf } from './stage-shapes.js';

const MIN_TURNS = 6;
/** New connections come no faster than this: hundreds in one tick would measure the handshakes. */
const CONNECTIONS_PER_SECOND = 200;
const LEAST_RAMP_MS = 1000;

type Entry = NonNullable<CheckedOptions['stages']>[number];

/** Stages as they are run, from stages and shapes as they are written. `alone`: no people's turns are waited for. */
export function toStages(entries: readonly Entry[], alone: boolean): StagePlan[] {
  const stages = entries.flatMap((entry): StageOptions[] =>
    'shape' in entry ? stagesOf(entry).map((stage) => stageOptions.parse(stage)) : [entry],
  );
  const ofKind = (kind: string): number => stages.filter((stage) => stage.kind === kind).length;
  const plans = stages.map((stage): StagePlan => {
    const load = toLoad(stage);
    const size = load.model === 'open' ? `${load.perSecond}/s` : stage.streams;
    return {
      name: stage.name ?? (ofKind(stage.kind) > 1 ? `${stage.kind}-${size}` : stage.kind),
      kind: stage.kind,
      load,
      durationMs: stage.seconds * 1000,
      minTurns: stage.minTurns ?? (alone ? 0 : MIN_TURNS),
      maxDurationMs: (stage.maxSeconds ?? stage.seconds * (alone ? 1 : 2)) * 1000,
      rampMs: stage.rampSeconds === undefined ? defaultRampMs(load) : stage.rampSeconds * 1000,
    };
  });
  for (const [index, plan] of plans.entries()) {
    if (plans.findIndex(({ name }) => name === plan.name) !== index) {
      throw new ConfigError(
        `two stages are named "${plan.name}"`,
        'Give each stage a name of its own (stages[].name).',
      );
    }
    if (plan.maxDurationMs < plan.durationMs) {
      throw new ConfigError(
        `stages[${index}] ("${plan.name}") may last ${plan.maxDurationMs / 1000} s at most but is to last ${plan.durationMs / 1000} s`,
        'Raise maxSeconds or lower seconds.',
      );
    }
  }
  return plans;
}

function toLoad({ streams, perSecond, arrivals }: StageOptions): StageLoad {
  if (perSecond !== undefined) return { model: 'open', perSecond, arrivals: arrivals ?? 'poisson' };
  return streams === 0 ? { model: 'none' } : { model: 'closed', streams };
}

function defaultRampMs(load: StageLoad): number {
  if (load.model === 'none') return 0;
  const connections = load.model === 'closed' ? load.streams : 0;
  return Math.max(LEAST_RAMP_MS, (1000 * connections) / CONNECTIONS_PER_SECOND);
}
