import type { CrowdStart } from '../model/crowd-start.js';
import type { CrowdStatus } from '../model/crowd-status.js';
import type { TurnOutcome } from '../model/outcome.js';
import type { MetricsPlan, RunPlan, StageKind, StageLoad } from '../model/plan.js';
import type { Shard } from '../model/shard.js';

/** Messages between the processes of a run. The conductor is in the middle of all of them. */

/** Who is expected at the start: one entry a person, as dealt by the reporter. */
export interface ExpectedPerson {
  /** `person-1` … */
  readonly id: string;
  readonly journey: string;
  /** Playwright's id of the test that this person is. */
  readonly testId: string;
  /** Name of a device of the plan, where it has any. */
  readonly device?: string;
}

/** The stage that is on now, as everyone is told. */
export interface StageNow {
  readonly index: number;
  readonly name: string;
  readonly kind: StageKind;
  readonly load: StageLoad;
}

/** Runner → conductor. */
export type RunnerMessage =
  | {
      readonly type: 'start';
      readonly plan: RunPlan;
      readonly run: string;
      readonly runDir: string;
      readonly people: readonly ExpectedPerson[];
      /** Which part of what this run is; `undefined`: it stands alone. */
      readonly shard?: Shard | undefined;
      readonly runnerPid: number;
      /** What is known beforehand to disturb the measurement, as sentences. */
      readonly disturbances: readonly string[];
    }
  /** Everything is done: end the children and yourself. */
  | { readonly type: 'finish' }
  /** Ctrl-C, or the runner stops early: drain now. */
  | { readonly type: 'interrupt'; readonly why: string };

/** The live line, once a second. */
export interface Status {
  readonly stage: string;
  readonly leftMs: number;
  readonly inFlight: number;
  readonly startsPerSecond: number;
  readonly eventsPerSecond: number;
  readonly wireTtftMs: number | null;
  readonly perceivedTtftMs: number | null;
  readonly failures: number;
  readonly turns: number;
}

/** Conductor → runner. */
export type ConductorMessage =
  | { readonly type: 'ready'; readonly chatUrl: string; readonly loadUrl: string | null }
  | { readonly type: 'cannot-start'; readonly message: string }
  | { readonly type: 'stage'; readonly stage: StageNow; readonly ended: StageSummary | undefined }
  | { readonly type: 'status'; readonly status: Status }
  | { readonly type: 'event'; readonly message: string }
  | { readonly type: 'drained' }
  | { readonly type: 'closed' };

/** What CI prints of a stage that has ended. */
export interface StageSummary {
  readonly stage: string;
  readonly seconds: number;
  readonly turns: number;
  readonly answered: number;
  readonly perceivedTtftMs: number | null;
  readonly startsPerSecond: number;
  readonly eventsPerSecond: number;
  readonly wireTtftMs: number | null;
  readonly failures: number;
}

/** Person (or verdict) → conductor, over the run's socket. */
export type PersonMessage =
  | { readonly type: 'hello'; readonly role: 'person'; readonly testId: string; readonly worker: string }
  | { readonly type: 'hello'; readonly role: 'verdict' }
  /** The proving turn is over: the person can take part, or not and why. */
  | {
      readonly type: 'proved';
      readonly ok: boolean;
      readonly detail: string;
      /** Name and version of the browser. */
      readonly browser: string;
    }
  | {
      readonly type: 'turn';
      readonly outcome: TurnOutcome;
      readonly submittedMs: number;
      readonly endedMs: number;
      readonly perceivedTtftMs: number | null;
    }
  | { readonly type: 'disturbance'; readonly message: string }
  /** A round of a repeated test failed; the next one goes on. */
  | { readonly type: 'round-failed'; readonly message: string }
  /** The journey is over. */
  | { readonly type: 'bye' };

/** Conductor → person (or verdict). */
export type ToPersonMessage =
  | {
      readonly type: 'welcome';
      /** Who the connected person is; absent for the verdict. */
      readonly person: ExpectedPerson | undefined;
      readonly people: number;
      readonly plan: RunPlan;
      readonly run: string;
      readonly runDir: string;
      readonly baseNs: string;
      readonly baseAt: number;
      readonly chatUrl: string;
      readonly controlUrl: string;
    }
  | { readonly type: 'zero' }
  | { readonly type: 'stage'; readonly stage: StageNow }
  /** The run is over; a turn under way has `graceMs` to end. */
  | { readonly type: 'end'; readonly graceMs: number; readonly why: string | undefined }
  | { readonly type: 'cannot-start'; readonly message: string }
  | { readonly type: 'drained' };

/** Conductor → crowd (IPC). */
export type ToCrowdMessage =
  | ({ readonly type: 'start' } & CrowdStart)
  | { readonly type: 'hold'; readonly load: StageLoad; readonly rampMs: number }
  | { readonly type: 'drain' };

/** Crowd → conductor (IPC). */
export type CrowdMessage =
  | { readonly type: 'tried'; readonly ok: boolean; readonly message: string }
  | ({ readonly type: 'second' } & CrowdStatus)
  | { readonly type: 'limit'; readonly message: string }
  | { readonly type: 'drained' };

/** Conductor → watch, as its one argument. */
export interface WatchStart {
  readonly run: string;
  readonly runDir: string;
  readonly baseNs: string;
  readonly baseAt: number;
  readonly runnerPid: number;
  readonly metrics: MetricsPlan | null;
}

/** A process that serves something tells where, once. */
export interface ListeningMessage {
  readonly type: 'listening';
  readonly url: string;
}

/** Environment variables that tie a process to its run. */
export const RUN_ID_VARIABLE = 'PLIMSOLL_RUN_ID';
/**
 * A secret that the runner draws and only what it starts inherits. The run's id may have been exported by the user's
 * shell, so that their own servers carry it too: what is killed or counted as ours is told by this.
 */
export const RUN_TOKEN_VARIABLE = 'PLIMSOLL_RUN_TOKEN';
export const ROLE_VARIABLE = 'PLIMSOLL_ROLE';
