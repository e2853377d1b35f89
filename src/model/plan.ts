import type { DevicePlan } from './device.js';
import type { DialectName } from './dialect.js';

/** Kinds of stage, in the order in which a run goes through them. */
export const STAGE_KINDS = ['warm-up', 'baseline', 'climb', 'peak', 'recovery'] as const;
export type StageKind = (typeof STAGE_KINDS)[number];

/** How arrivals lie in time: `poisson` as independent people come, `constant` like clockwork. */
export const ARRIVALS = ['poisson', 'constant'] as const;
export type Arrivals = (typeof ARRIVALS)[number];

/**
 * What the crowd does in a stage. `closed`: that many streams at once, each replaced by the next when it ends. `open`:
 * that many new streams per second, due at times of their own, whatever becomes of those before.
 */
export type StageLoad =
  | { readonly model: 'none' }
  | { readonly model: 'closed'; readonly streams: number }
  | { readonly model: 'open'; readonly perSecond: number; readonly arrivals: Arrivals };

/** One step of the plan. *Stage* is what the plan asks for; *phase* is what was measured of it. */
export interface StagePlan {
  /** Unique in the plan; also the phase's name in findings. */
  readonly name: string;
  readonly kind: StageKind;
  readonly load: StageLoad;
  /** How long the stage lasts at least. */
  readonly durationMs: number;
  /** The stage is prolonged until this many turns began and ended in it … */
  readonly minTurns: number;
  /** … but never beyond this. */
  readonly maxDurationMs: number;
  /** New streams of a closed stage are spread over this long; the rate of an open one rises (or falls) that long. */
  readonly rampMs: number;
}

/** What makes a turn (and, with W for P, a stream) a good one. */
export interface GoodTurn {
  readonly perceivedTtftMs: number;
  readonly freezes: number;
  readonly flowQoe: number;
}

/** One line that the run must keep. `phase` is a stage kind, a stage name or `run`. */
export interface Budget {
  readonly metric: string;
  readonly phase: string;
  readonly op: 'atLeast' | 'atMost' | 'is';
  readonly limit: number | boolean;
}

/** How long a person waits for a turn to end. */
export interface PageDeadlines {
  readonly turnMs: number;
}

/** How long the driver waits at each point of a stream. Comments and keep-alives do not reset `firstTextMs`. */
export interface StreamDeadlines {
  readonly connectMs: number;
  readonly firstByteMs: number;
  readonly firstTextMs: number;
  readonly stallMs: number;
  readonly streamMs: number;
}

/** In place of a selector for `send`: the key. */
export const SEND_WITH_ENTER = 'Enter';

/** Where things are on the chat page; CSS selectors, also into open shadow roots and frames. `null`: to be found. */
export interface PageSelectors {
  readonly composer: string | null;
  /** The button, or {@link SEND_WITH_ENTER}. */
  readonly send: string | null;
  /** Matches each assistant turn; the newest match after sending is the answer. */
  readonly answer: string | null;
  /** Present while an answer is on its way; its absence together with an answer ends the turn. */
  readonly busy: string | null;
  /** Text shown when a turn failed. */
  readonly error: string | null;
}

/** … and what a person presses besides; `null`: to be found when it is wanted. */
export interface TargetSelectors extends PageSelectors {
  /** Ends the answer that is on its way. */
  readonly stop: string | null;
  /** Begins a new conversation. */
  readonly newChat: string | null;
}

/** The MCP server behind the demo's agent, with a capacity of its own. */
export interface DemoAgentPlan {
  readonly slots: number;
  readonly toolMs: number;
  /** Streams of the crowd that call its tools directly, for each stream that asks the agent; 0: none. */
  readonly perStream: number;
}

/** The embedded demo: what page, how slow a backend. Absent when the run looks at a product of the user's. */
export interface DemoPlan {
  readonly variant: 'smooth' | 'naive' | 'slow-start';
  readonly slots: number;
  readonly prefillMs: number;
  readonly prefillJitterShare: number;
  readonly tokensPerSecond: number;
  readonly tokens: number;
  readonly tokensJitterShare: number;
  /** Each further busy slot lengthens every token by this share; 0: none. */
  readonly slowdownPerSlotShare: number;
  /** The agent mode: the crowd asks an agent whose runs call tools of an MCP server. `null`: the chat API alone. */
  readonly agent: DemoAgentPlan | null;
  /** A real OpenAI-compatible server in place of the scripted one, e.g. `http://127.0.0.1:8080/v1`. */
  readonly modelUrl: string | null;
  readonly modelName: string | null;
  /** Most tokens that the chat API asks the model for; `null`: the model's own end. */
  readonly maxTokens: number | null;
}

/** One call of an agent's task; `{{prompt}}` and `{{id}}` are replaced in every string of the arguments. */
export interface ToolCallPlan {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** Another server that the crowd loads at the same time, beside the one that the page uses. */
export interface LanePlan {
  readonly name: string;
  readonly loadUrl: string;
  readonly loadDialect: DialectName;
  readonly loadHeaders: Readonly<Record<string, string>>;
  readonly loadBody: unknown;
  readonly loadTasks: TargetPlan['loadTasks'];
  /** Streams (or arrivals) of this lane for each one that a stage asks for. */
  readonly perStream: number;
}

/** The backend's own metrics, as Prometheus scrapes them; asked for once a second. */
export interface MetricsPlan {
  readonly url: string;
  /** Which are kept; `*` stands for anything. */
  readonly names: readonly string[];
}

export interface TargetPlan {
  /** The chat page. `null` until the demo says where it listens. */
  readonly chatUrl: string | null;
  /** The endpoint that the page itself uses. `null` until the demo says where it listens. */
  readonly loadUrl: string | null;
  readonly loadDialect: DialectName;
  /** Extra request headers of the crowd. Never written to a ledger or a report. */
  readonly loadHeaders: Readonly<Record<string, string>>;
  /** What model the crowd asks for, where its dialect names one; `null`: `default`. */
  readonly loadModel: string | null;
  /**
   * JSON body of the crowd's requests; `{{prompt}}`, `{{id}}`, `{{conversation}}`, `{{user}}` and `{{messages}}` are
   * replaced. `null`: the dialect's own.
   */
  readonly loadBody: unknown;
  /** Of an MCP server: what virtual users do, each task a list of calls one after the other; `null`: what is harmless. */
  readonly loadTasks: readonly (readonly ToolCallPlan[])[] | null;
  /** What the server behind `loadUrl` is called where others are loaded beside it. */
  readonly lane: string;
  readonly lanes: readonly LanePlan[];
  /** Where the backend tells how it is; `null`: nowhere. */
  readonly metrics: MetricsPlan | null;
  readonly selectors: TargetSelectors;
  /** What is known of common chat pages: `auto` where a page looks like one of them, `none`, or one by name. */
  readonly preset: string;
  readonly demo: DemoPlan | null;
}

/** How the crowd's virtual users behave, and how they connect. */
export interface CrowdPlan {
  /** Turns of a conversation; each request holds the ones before it. */
  readonly turns: number;
  /** How long a user reads and thinks between two turns, on average; 0: not at all. */
  readonly thinkMs: number;
  readonly thinkJitterShare: number;
  /** Share of answers at which the user presses Stop, and how long after its first text on average. */
  readonly stopShare: number;
  readonly stopAfterMs: number;
  /** `cold`: every conversation begins with a text of its own, so that no cache of prefixes helps. `warm`: it does not. */
  readonly cache: 'cold' | 'warm';
  /** Whether a user whom the backend asks to wait (`Retry-After`) does so. */
  readonly retryAfter: 'obey' | 'ignore';
  /** Checks of every answer, by the names of those that are built in. */
  readonly checks: readonly string[];
  /** File whose functions (`prompt`, `headers`, `checks`) the load driver calls. */
  readonly module: string | null;
  /** HTTP/2 where the server offers it. */
  readonly http2: boolean;
  /** Certificates (PEM) that are trusted besides the usual. */
  readonly caFile: string | null;
  /** Address of a proxy; `environment`: as HTTP_PROXY, HTTPS_PROXY and NO_PROXY say; `null`: none. */
  readonly proxy: string | null;
  /** Each user keeps the cookies that it is given. */
  readonly cookies: boolean;
  /** Threads of the load driver, each with its share of users and arrivals; one core can hold thousands of streams. */
  readonly threads: number;
}

export interface Limits {
  readonly maxRequests: number;
  readonly maxStreams: number;
  readonly maxMinutes: number;
  /** Host names besides loopback that the crowd may send to. */
  readonly allowHosts: readonly string[];
}

/** What was resolved once from command line, environment, config, profile and defaults; frozen. */
export interface RunPlan {
  readonly schema: 'plimsoll.plan/1';
  readonly profile: string;
  /** 0: the crowd alone, without browsers. */
  readonly people: number;
  /** Dealt over the people in turn; empty: everybody uses this machine as it is. */
  readonly devices: readonly DevicePlan[];
  readonly seed: number;
  readonly target: TargetPlan;
  readonly crowd: CrowdPlan;
  readonly stages: readonly StagePlan[];
  readonly goodTurn: GoodTurn;
  /** Share of good turns that the load line asks for. */
  readonly criterionShare: number;
  readonly budgets: readonly Budget[];
  readonly thinkMs: number;
  readonly thinkJitterShare: number;
  /** Share of turns in which the person types and scrolls while the answer streams. */
  readonly interactShare: number;
  readonly deadlines: { readonly page: PageDeadlines; readonly stream: StreamDeadlines };
  readonly limits: Limits;
  /** What of prompts and answers is kept: as it is, as its shape (x for letters, 0 for digits), or nothing. */
  readonly text: 'keep' | 'shape' | 'none';
  readonly prompts: readonly string[];
  readonly reportsDir: string;
  /** Whether the run's folder gets results for an Allure report. */
  readonly allure: boolean;
  /** Where each value that is not a default came from, e.g. `people: environment PLIMSOLL_PEOPLE`. */
  readonly origins: Readonly<Record<string, string>>;
}
