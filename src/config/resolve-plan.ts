import {
  type Budget,
  type DemoPlan,
  type MetricsPlan,
  type RunPlan,
  SEND_WITH_ENTER,
  type StagePlan,
  type TargetPlan,
  type TargetSelectors,
} from '../model/plan.js';
import { checkStreams } from './check-streams.js';
import { ConfigError } from './config-error.js';
import type { DeviceOptions } from './device-options.js';
import { environmentOptions, variableOf } from './environment-options.js';
import { checkLoadUrl } from './load-url.js';
import { type CheckedOptions, type LaneOptions, optionsSchema, type PlimsollOptions } from './options.js';
import { parseThreshold } from './parse-threshold.js';
import { DEFAULT_PROMPTS, profiles } from './profiles.js';
import { readPrompts } from './read-prompts.js';
import { shuffleClimb } from './shuffle-climb.js';
import { toCrowd } from './to-crowd.js';
import { toDevices } from './to-devices.js';
import { toLanes, withAgent } from './to-lanes.js';
import { toStages } from './to-stages.js';

const DEFAULT_DEMO: DemoPlan = {
  variant: 'smooth',
  slots: 4,
  prefillMs: 150,
  prefillJitterShare: 0.2,
  tokensPerSecond: 60,
  tokens: 60,
  tokensJitterShare: 0.3,
  slowdownPerSlotShare: 0,
  agent: null,
  modelUrl: null,
  modelName: null,
  maxTokens: null,
};

/** Unknown pages: each part is found on the page itself. */
const DEFAULT_SELECTORS: TargetSelectors = {
  composer: null,
  send: null,
  answer: null,
  busy: null,
  error: null,
  stop: null,
  newChat: null,
};

/** The demo's own page is known. */
const DEMO_SELECTORS: TargetSelectors = {
  composer: '[data-testid="composer"]',
  send: SEND_WITH_ENTER,
  answer: '[data-role="assistant"]',
  busy: '[data-testid="stop"]',
  error: '[role="alert"]',
  stop: '[data-testid="stop"]',
  newChat: null,
};

/** Values by dotted key; arrays and `loadBody`, `loadHeaders` are values, not branches. */
function flatten(value: object, prefix = ''): Map<string, unknown> {
  const flat = new Map<string, unknown>();
  for (const [key, inner] of Object.entries(value)) {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    const isBranch =
      typeof inner === 'object' &&
      inner !== null &&
      !Array.isArray(inner) &&
      !/^target\.(load(Body|Headers)|lanes|demo\.agent)$/.test(path);
    if (isBranch) for (const [deep, leaf] of flatten(inner, path)) flat.set(deep, leaf);
    else if (inner !== undefined) flat.set(path, inner);
  }
  return flat;
}

function check(options: unknown, nameOf: (key: string) => string): CheckedOptions {
  const checked = optionsSchema.safeParse(options);
  if (!checked.success) throw ConfigError.fromZod(checked.error, nameOf);
  return checked.data;
}

/** A key of what was given to `where`. */
const keyOf = (where: string) => (key: string) => (key === '' ? where : `${where}.${key}`);
/** A list in a variable is one value: the number of its entry says nothing that the user has written. */
const variableNamed = (key: string): string =>
  variableOf.get(key) ?? variableOf.get(key.replace(/\.\d+$/, '')) ?? keyOf('environment')(key);

function defaultBudgets(stages: readonly StagePlan[], loadLine: number | undefined): Budget[] {
  const has = (kind: string): boolean => stages.some((stage) => stage.kind === kind);
  const hasCrowd = stages.some((stage) => stage.load.model !== 'none');
  const budgets: Budget[] = [];
  if (has('baseline')) budgets.push({ metric: 'goodShare', phase: 'baseline', op: 'atLeast', limit: 0.9 });
  if (has('recovery') && hasCrowd) {
    budgets.push({ metric: 'goodShare', phase: 'recovery', op: 'atLeast', limit: 0.9 });
    budgets.push({ metric: 'recovered', phase: 'run', op: 'is', limit: true });
  }
  if (loadLine !== undefined)
    budgets.push({ metric: 'loadLine', phase: 'run', op: 'atLeast', limit: loadLine });
  return budgets;
}

export interface PlanSources {
  /** What `plimsoll({ … })` was given. */
  readonly config: PlimsollOptions;
  readonly env: NodeJS.ProcessEnv;
  /** What the command line set. */
  readonly commandLine?: PlimsollOptions;
  /** The crowd alone, without people and without a chat page. */
  readonly alone?: boolean;
}

/**
 * Resolves the one frozen plan of a run. Precedence: command line > environment > config > profile > default.
 * Throws a `ConfigError` that names the key and the fix; nothing has been started then.
 */
export function resolvePlan({ config, env, commandLine = {}, alone = false }: PlanSources): RunPlan {
  const fromEnv = check(environmentOptions(env), variableNamed);
  const fromConfig = check(config, keyOf('plimsoll'));
  const fromLine = check(commandLine, keyOf('command line'));
  const profileName = fromLine.profile ?? fromEnv.profile ?? fromConfig.profile ?? (alone ? 'load' : 'quick');
  const profile = Object.hasOwn(profiles, profileName) ? profiles[profileName] : undefined;
  if (profile === undefined) {
    throw new ConfigError(
      `there is no profile "${profileName}"`,
      `Profiles: ${Object.keys(profiles).join(', ')}. Set PLIMSOLL_PROFILE or plimsoll({ profile }) to one of them.`,
    );
  }

  const origins: Record<string, string> = {};
  const values = new Map<string, unknown>();
  const layers = [
    [check(profile, keyOf(`profile ${profileName}`)), `profile ${profileName}`],
    [fromConfig, 'config'],
    [fromEnv, 'environment'],
    [fromLine, 'command line'],
  ] as const;
  for (const [options, origin] of layers) {
    for (const [key, value] of flatten(options)) {
      values.set(key, value);
      const variable = origin === 'environment' ? variableOf.get(key) : undefined;
      origins[key] = variable === undefined ? origin : `environment ${variable}`;
    }
  }
  const pick = <T>(key: string, fallback: T): T => (values.has(key) ? (values.get(key) as T) : fallback);
  const pickAll = <T extends object>(prefix: string, fallback: T): T => {
    const picked: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(fallback)) picked[key] = pick(`${prefix}.${key}`, value);
    return picked as T;
  };

  const seed = pick('seed', 1);
  const planned = toStages(pick<NonNullable<CheckedOptions['stages']>>('stages', []), alone);
  const stages = pick('shuffleClimb', false) ? shuffleClimb(planned, seed) : planned;
  const hasCrowd = stages.some((stage) => stage.load.model !== 'none');
  const limits = pickAll('limits', {
    maxRequests: 20_000,
    maxStreams: 256,
    maxMinutes: 15,
    allowHosts: [] as readonly string[],
  });
  const target = toTarget(pick, pickAll, { hasCrowd, alone, allowHosts: limits.allowHosts });
  const deadlines = pickAll('deadlines', {
    turnMs: 60_000,
    connectMs: 5_000,
    firstByteMs: 30_000,
    firstTextMs: 60_000,
    stallMs: 30_000,
    streamMs: 300_000,
  });
  const minutes = stages.reduce((sum, stage) => sum + stage.maxDurationMs, 0) / 60_000;
  if (minutes > limits.maxMinutes) {
    throw new ConfigError(
      `the stages may last ${minutes.toFixed(1)} minutes, more than limits.maxMinutes (${limits.maxMinutes})`,
      'Shorten the stages or raise limits.maxMinutes.',
    );
  }
  const crowd = toCrowd(pickAll);
  checkStreams({ stages, limits, target, crowd });
  const { turnMs, ...stream } = deadlines;
  const promptsFile = pick<string | null>('promptsFile', null);
  const people = alone ? 0 : pick('people', 2);
  checkRequests(stages, limits.maxRequests);
  return deepFreeze<RunPlan>({
    schema: 'plimsoll.plan/1',
    profile: profileName,
    people,
    devices: toDevices(pick<DeviceOptions[]>('devices', []), people),
    seed,
    target,
    crowd,
    stages,
    goodTurn: pickAll('goodTurn', { perceivedTtftMs: 3000, freezes: 0, flowQoe: 0.8 }),
    criterionShare: pick('criterionShare', 0.9),
    budgets: [
      ...pick(
        'budgets',
        alone ? [] : defaultBudgets(stages, pick<number | undefined>('loadLine', undefined)),
      ),
      ...pick<string[]>('thresholds', []).map(parseThreshold),
    ],
    thinkMs: pick('thinkMs', 400),
    thinkJitterShare: pick('thinkJitterShare', 0.5),
    interactShare: pick('interactShare', 0),
    deadlines: { page: { turnMs }, stream },
    limits,
    text: pick('text', target.demo === null ? 'shape' : 'keep'),
    prompts: promptsFile === null ? pick('prompts', DEFAULT_PROMPTS) : readPrompts(promptsFile),
    reportsDir: pick('reportsDir', 'reports'),
    allure: pick('allure', true),
    origins,
  });
}

type Pick = <T>(key: string, fallback: T) => T;
type PickAll = <T extends object>(prefix: string, fallback: T) => T;

interface TargetSources {
  readonly hasCrowd: boolean;
  readonly alone: boolean;
  readonly allowHosts: readonly string[];
}

/** An open load says how many requests it will take; one that cannot be done is refused before it begins. */
function checkRequests(stages: readonly StagePlan[], maxRequests: number): void {
  const requests = stages.reduce(
    (sum, { load, durationMs }) => (load.model === 'open' ? sum + (load.perSecond * durationMs) / 1000 : sum),
    0,
  );
  if (requests <= maxRequests) return;
  throw new ConfigError(
    `the open stages start about ${Math.round(requests)} streams, more than limits.maxRequests (${maxRequests})`,
    'Lower perSecond or seconds, or raise limits.maxRequests.',
  );
}

function toTarget(pick: Pick, pickAll: PickAll, { hasCrowd, alone, allowHosts }: TargetSources): TargetPlan {
  const chatUrl = alone ? null : pick<string | null>('target.chatUrl', null);
  const loadUrl = pick<string | null>('target.loadUrl', null);
  if (chatUrl !== null && loadUrl === null && hasCrowd) {
    throw new ConfigError(
      'CHAT_URL is set but LOAD_URL is not, and the plan has a crowd',
      'Set LOAD_URL to the endpoint that the page itself calls (and LOAD_DIALECT to what it speaks), or take the profile without a crowd: PLIMSOLL_PROFILE=page-only.',
    );
  }
  if (chatUrl === null && loadUrl !== null && !alone) {
    throw new ConfigError(
      'LOAD_URL is set but CHAT_URL is not',
      'Set CHAT_URL to the chat page that people use; unset both to run against the embedded demo.',
    );
  }
  if (loadUrl !== null) checkLoadUrl(loadUrl, allowHosts);
  const demo = chatUrl === null && loadUrl === null ? withAgent(pickAll('target.demo', DEFAULT_DEMO)) : null;
  const hasAgent = demo?.agent != null;
  if (demo?.modelUrl != null) checkLoadUrl(demo.modelUrl, allowHosts);
  return {
    chatUrl,
    loadUrl,
    loadDialect: pick('target.loadDialect', hasAgent ? 'ag-ui' : 'ai-sdk-ui'),
    loadHeaders: pick('target.loadHeaders', {}),
    loadModel: pick<string | null>('target.loadModel', null),
    loadBody: pick<unknown>('target.loadBody', null),
    loadTasks: pick<TargetPlan['loadTasks']>('target.loadTasks', null),
    lane: pick('target.lane', hasAgent ? 'agent' : 'chat'),
    lanes: toLanes(pick<Readonly<Record<string, LaneOptions>>>('target.lanes', {}), allowHosts),
    metrics: toMetrics(pick),
    selectors: pickAll('target.selectors', demo !== null ? DEMO_SELECTORS : DEFAULT_SELECTORS),
    preset: pick('target.preset', 'auto'),
    demo,
  };
}

/** Without an address there are none, whatever their names. */
function toMetrics(pick: Pick): MetricsPlan | null {
  const url = pick<string | null>('target.metrics.url', null);
  const names = pick<readonly string[] | null>('target.metrics.names', null);
  if (url === null && names !== null) {
    throw new ConfigError(
      'target.metrics.names says which metrics are kept, but not where the backend shows them',
      'Set PLIMSOLL_METRICS_URL or target.metrics.url to the address that Prometheus scrapes.',
    );
  }
  return url === null ? null : { url, names: names ?? ['*'] };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
