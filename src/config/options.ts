import { z } from 'zod';
import { DIALECT_NAMES, type RawDialectName } from '../model/dialect.js';
import { crowdOptions } from './crowd-options.js';
import { deviceOptions } from './device-options.js';
import { stageEntry } from './stage-entry.js';

const share = z.number().min(0).max(1);
const positiveMs = z.number().positive().finite();
const count = z.int().min(0);
const url = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' });

const budgetOptions = z.strictObject({
  metric: z.string().min(1),
  phase: z.string().min(1),
  op: z.enum(['atLeast', 'atMost', 'is']),
  limit: z.union([z.number(), z.boolean()]),
});

const demoOptions = z.strictObject({
  variant: z.enum(['smooth', 'naive', 'slow-start']),
  slots: z.int().min(1),
  prefillMs: z.number().min(0),
  prefillJitterShare: share,
  tokensPerSecond: z.number().positive(),
  tokens: z.int().min(1),
  tokensJitterShare: share,
  slowdownPerSlotShare: z.number().min(0),
  /** The crowd asks an agent, whose runs call tools of an MCP server with a capacity of its own. */
  agent: z
    .strictObject({ slots: z.int().min(1), toolMs: z.number().min(0), perStream: z.number().min(0) })
    .partial()
    .nullable(),
  modelUrl: url.nullable(),
  modelName: z.string().min(1).nullable(),
  maxTokens: z.int().min(1).nullable(),
});

/** `null` is the default: the part is found on the page. */
const selector = z.string().min(1).nullable();
const selectorOptions = z.strictObject({
  composer: selector,
  /** A selector of the button, or `Enter`. */
  send: selector,
  answer: selector,
  busy: selector,
  error: selector,
  /** What `chat.stop()` presses; without it `busy` if that is a button, else the button that is found. */
  stop: selector,
  /** What `chat.newChat()` presses. */
  newChat: selector,
});

/** A raw dialect with the dotted path to the text. */
const rawDialect = z.custom<RawDialectName>(
  (value) => typeof value === 'string' && /^raw-(sse|ndjson):[^.]+(\.[^.]+)*$/.test(value),
);

const dialect = z.union([z.enum(DIALECT_NAMES), rawDialect], {
  error: `must be one of ${DIALECT_NAMES.join(', ')}, or a raw one with the path to the text, e.g. raw-sse:choices.0.text`,
});

/** The backend's own metrics. */
const metricsOptions = z.strictObject({
  /** What Prometheus scrapes, e.g. http://127.0.0.1:8000/metrics. */
  url: url.refine((text) => !/^https?:\/\/[^/]*@/.test(text), {
    error: 'must hold no user name: it would be written down. Put a proxy before it that knows the password.',
  }),
  /** Which are kept, e.g. `vllm:num_requests_*`; without it the first 64. */
  names: z.array(z.string().min(1)).min(1),
});

/** One call of an agent's task on an MCP server. */
const toolCallOptions = z.strictObject({
  tool: z.string().min(1),
  arguments: z.record(z.string(), z.unknown()).default({}),
});

const laneOptions = z.strictObject({
  loadUrl: url,
  loadDialect: dialect,
  loadHeaders: z.record(z.string(), z.string()).default({}),
  loadBody: z.unknown().optional(),
  loadTasks: z.array(z.array(toolCallOptions).min(1)).min(1).optional(),
  /** Streams of this lane for each one that a stage asks for. */
  perStream: z.number().positive().default(1),
});
export type LaneOptions = z.output<typeof laneOptions>;

const targetOptions = z.strictObject({
  chatUrl: url.optional(),
  loadUrl: url.optional(),
  loadDialect: dialect.optional(),
  loadHeaders: z.record(z.string(), z.string()).optional(),
  loadModel: z.string().min(1).optional(),
  loadBody: z.unknown().optional(),
  /** Of an MCP server: tasks, each a list of tool calls; without it the tools that say they only read. */
  loadTasks: z.array(z.array(toolCallOptions).min(1)).min(1).optional(),
  /** What the server behind loadUrl is called in the report, where others are loaded beside it. */
  lane: z.string().min(1).optional(),
  /** Servers that the crowd loads beside it, by name, such as the MCP server that an agent uses. */
  lanes: z.record(z.string().min(1), laneOptions).optional(),
  /** Asked for once a second, drawn in the timeline and held against what people felt. */
  metrics: metricsOptions.partial().optional(),
  selectors: selectorOptions.partial().optional(),
  /** What is known of common chat pages: `auto`, `none`, or one by name. */
  preset: z.string().min(1).optional(),
  demo: demoOptions.partial().optional(),
});

/** What `plimsoll({ … })` takes. Unknown keys are errors. */
export const optionsSchema = z.strictObject({
  profile: z.string().optional(),
  people: z.int().min(1).max(64).optional(),
  /** What people hold in their hands, dealt in turn; none: this machine as it is. */
  devices: z.array(deviceOptions).min(1).optional(),
  seed: z.int().min(0).max(0xffffffff).optional(),
  target: targetOptions.optional(),
  /** Stages, or shapes that stand for several. */
  stages: z.array(stageEntry).min(1).optional(),
  /** Run the steps of the climb in an order of chance (by `seed`), so that load does not rise with time. */
  shuffleClimb: z.boolean().optional(),
  crowd: crowdOptions.partial().optional(),
  budgets: z.array(budgetOptions).optional(),
  /** Budgets in short: `wireTtftMs.p95 <= 1500`, `peak: load.goodShare >= 0.95`. */
  thresholds: z.array(z.string().min(1)).optional(),
  /** Budget on the load line itself: conversations at once that must still feel good. */
  loadLine: z.number().positive().optional(),
  goodTurn: z
    .strictObject({ perceivedTtftMs: positiveMs, freezes: count, flowQoe: share })
    .partial()
    .optional(),
  criterionShare: z.number().gt(0).lt(1).optional(),
  thinkMs: positiveMs.optional(),
  thinkJitterShare: share.optional(),
  /** Share of turns in which the person types and scrolls while the answer streams. */
  interactShare: share.optional(),
  deadlines: z
    .strictObject({
      turnMs: positiveMs,
      connectMs: positiveMs,
      firstByteMs: positiveMs,
      firstTextMs: positiveMs,
      stallMs: positiveMs,
      streamMs: positiveMs,
    })
    .partial()
    .optional(),
  limits: z
    .strictObject({
      maxRequests: z.int().min(1),
      maxStreams: z.int().min(1),
      maxMinutes: z.number().positive(),
      allowHosts: z.array(z.string().min(1)),
    })
    .partial()
    .optional(),
  text: z.enum(['keep', 'shape', 'none']).optional(),
  prompts: z.array(z.string().min(1)).min(1).optional(),
  /** A file of prompts in place of the list: one a line, or JSON lines with `prompt`, `text` or `content`. */
  promptsFile: z.string().min(1).optional(),
  reportsDir: z.string().min(1).optional(),
  /** Results for an Allure report in the run's folder; default: yes. */
  allure: z.boolean().optional(),
});

export type PlimsollOptions = z.input<typeof optionsSchema>;
export type CheckedOptions = z.output<typeof optionsSchema>;
