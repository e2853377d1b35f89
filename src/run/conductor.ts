import { mkdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { checkLoadUrl } from '../config/load-url.js';
import { type LedgerWriter, openLedger } from '../ledger/ledger-writer.js';
import type { LanePlan, StagePlan } from '../model/plan.js';
import type { EventRecord } from '../model/records.js';
import { beginStage } from './begin-stage.js';
import type { Child } from './child.js';
import { clockSince, monotonicNs, wallClockAt } from './clock.js';
import { type CommonStart, inStep, missedStart, waitFor } from './common-start.js';
import { type CrowdLink, type CrowdSecond, startCrowd } from './crowd-link.js';
import { createEarlyStop, type EarlyStop } from './early-stop.js';
import { endBrowsersOf } from './end-browsers-of.js';
import { jsonLines } from './json-lines.js';
import { machineFacts } from './machine-facts.js';
import { createPeople, type People } from './people.js';
import { createPeopleBarrier } from './people-barrier.js';
import { killProcesses, processesOfRun } from './processes-of-run.js';
import { type ConductorMessage, ROLE_VARIABLE, type RunnerMessage } from './protocol.js';
import { RunError } from './run-error.js';
import { socketPath } from './socket-path.js';
import { createStageClock, type StageClock } from './stage-clock.js';
import { startDemo } from './start-demo.js';
import { startWatch } from './start-watch.js';
import { createTally, type Tally } from './tally.js';

type Start = Extract<RunnerMessage, { type: 'start' }>;

/** People have this long, from when the target is ready, to open the chat and make one turn. */
const READY_MS = 45_000;
const CROWD_DRAIN_MS = 3000;
const CHILD_GRACE_MS = 3000;
/** When the runner is gone, everything has to be over within seconds. */
const HURRY_MS = 1500;

/** Leads a run: starts target, crowd and watch, waits for the people, and moves all of them through the stages. */
export class Conductor {
  readonly #start: Start;
  readonly #commonStart: number | null;
  readonly #tell: (message: ConductorMessage) => void;
  /** What the times of all ledgers count from. */
  readonly #base = { baseNs: String(monotonicNs()), baseAt: wallClockAt() };
  readonly #nowMs: () => number;
  readonly #ledger: LedgerWriter;
  readonly #children: Child[] = [];
  readonly #tally: Tally = createTally();
  #people: People | undefined;
  #server: Server | undefined;
  #crowd: CrowdLink | undefined;
  #stageClock: StageClock | undefined;
  #commonZero: CommonStart | undefined;
  readonly #earlyStop: EarlyStop = createEarlyStop();
  #stopped = false;
  #closing = false;

  constructor(start: Start, tell: (message: ConductorMessage) => void) {
    this.#start = start;
    this.#commonStart = start.shard?.startAt ?? null;
    this.#tell = tell;
    this.#nowMs = clockSince(BigInt(this.#base.baseNs));
    mkdirSync(`${start.runDir}/truth`, { recursive: true });
    this.#ledger = openLedger(start.runDir, {
      run: start.run,
      role: 'conductor',
      process: 'conductor',
      pid: process.pid,
      ...this.#base,
      clockOffsetMs: 0,
      clockErrorMs: 0,
    });
    if (start.shard !== undefined) this.#ledger.append({ type: 'shard', ...start.shard });
  }

  /** From nothing to the last stage's end and a drained crowd. An interrupted run does not say it finished. */
  async run(): Promise<void> {
    const { plan } = this.#start;
    let chatUrl: string;
    let loadUrl: string | null;
    let lanes = plan.target.lanes;
    let controlUrl: string;
    try {
      const { run, runDir, runnerPid } = this.#start;
      const watch = await startWatch({
        run,
        runDir,
        runnerPid,
        metrics: plan.target.metrics,
        ...this.#base,
      });
      this.#adopt(watch.child, 'the watch');
      controlUrl = watch.url;
      if (plan.target.demo !== null) {
        const demo = await startDemo(plan.target.demo, plan.seed, this.#start.run, this.#start.runDir);
        for (const child of demo.children) this.#adopt(child, 'the demo');
        ({ chatUrl, loadUrl, lanes } = demo);
      } else {
        // Nobody opens a page where the crowd is alone.
        chatUrl = plan.target.chatUrl ?? '';
        loadUrl = plan.target.loadUrl;
      }
      if (loadUrl !== null && plan.stages.some(({ load }) => load.model !== 'none')) {
        checkLoadUrl(loadUrl, plan.limits.allowHosts);
        await this.#startCrowd(loadUrl, lanes);
      }
    } catch (error) {
      this.#cannotStart(error instanceof Error ? error.message : String(error));
      return;
    }
    this.#people = this.#receivePeople(chatUrl, controlUrl);
    await new Promise<void>((resolve) => {
      this.#server!.listen(socketPath(this.#start.run), resolve);
    });
    this.#tell({ type: 'ready', chatUrl, loadUrl });
    if (!(await this.#waitForPeople())) return;
    const zeroMs = await this.#zero();
    if (zeroMs === undefined) return;
    this.#ledger.append({ type: 'zero', atMs: zeroMs });
    this.#people.broadcast({ type: 'zero' });
    let dueMs = zeroMs;
    for (const [index, stage] of plan.stages.entries()) {
      if (this.#stopped) break;
      dueMs += stage.durationMs;
      const isLeftOut = this.#earlyStop.leavesOut(stage);
      if (this.#commonStart !== null) {
        const load = isLeftOut ? ({ model: 'none' } as const) : stage.load;
        await this.#runStage(inStep(stage, load, dueMs - this.#nowMs()), index);
      } else if (!isLeftOut) await this.#runStage(stage, index);
    }
    this.#endPeople(this.#stopped ? 'the run was stopped' : undefined);
    await this.#crowd?.drain(CROWD_DRAIN_MS);
    if (!this.#stopped) this.#event('finished', 'all stages are over and the crowd has drained');
    this.#people.broadcast({ type: 'drained' });
    this.#people.markDrained();
    this.#tell({ type: 'drained' });
  }

  /** Stops the stages now; people and crowd are told to end. */
  interrupt(why: string): void {
    if (this.#stopped) return;
    this.#event('interrupted', why);
    this.#stopped = true;
    this.#commonZero?.stop();
    this.#stageClock?.abort();
    this.#endPeople(why);
  }

  /** Ends every process of the run; `runnerGone` also ends workers and browsers that the runner can no longer end. */
  async close(runnerGone: boolean): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    if (runnerGone) {
      this.interrupt('the test runner was ended from outside');
      // Workers and browsers have no role: nobody but the runner would have ended them.
      killProcesses(
        processesOfRun().filter(({ environment }) => !environment.has(ROLE_VARIABLE)),
        new Set([process.pid]),
      );
    }
    await this.#crowd?.drain(runnerGone ? HURRY_MS : CROWD_DRAIN_MS);
    this.#people?.close();
    this.#server?.close();
    await Promise.all(this.#children.map((child) => child.end(runnerGone ? HURRY_MS : CHILD_GRACE_MS)));
    rmSync(socketPath(this.#start.run), { force: true });
    this.#ledger.close();
    this.#tell({ type: 'closed' });
  }

  #event(kind: EventRecord['kind'], message: string, data?: EventRecord['data']): void {
    this.#ledger.append({ type: 'event', atMs: this.#nowMs(), kind, message, data });
    this.#tell({ type: 'event', message });
  }

  #cannotStart(message: string): void {
    this.#ledger.append({ type: 'event', atMs: this.#nowMs(), kind: 'cannot-start', message });
    this.#people?.broadcast({ type: 'cannot-start', message });
    this.#tell({ type: 'cannot-start', message });
  }

  /** A process of ours that ends while the run goes on ends the run: nothing measured after it could be believed. */
  #adopt(child: Child, what: string): void {
    this.#children.push(child);
    void child.exited.then((how) => {
      if (this.#closing) return;
      this.#event('process-lost', `${what} ${how}; the run ends here`);
      this.interrupt(`${what} was lost`);
    });
  }

  async #startCrowd(loadUrl: string, lanes: readonly LanePlan[]): Promise<void> {
    const { run, runDir, plan: given } = this.#start;
    const plan = { ...given, target: { ...given.target, lanes } };
    this.#crowd = startCrowd({
      start: { type: 'start', plan, run, runDir, ...this.#base, loadUrl },
      onSecond: (second) => this.#onCrowdSecond(second),
      onLimit: (message) => this.#event('crowd-stopped', message),
    });
    const { ok, message } = await this.#crowd.tried;
    if (!ok) throw new RunError('E_CROWD', message, 'Nothing was measured.');
    this.#adopt(this.#crowd.child, 'the crowd');
  }

  #receivePeople(chatUrl: string, controlUrl: string): People {
    const { plan, run, runDir } = this.#start;
    const barrier = createPeopleBarrier(this.#start.people, READY_MS);
    const people = createPeople({
      barrier,
      expected: this.#start.people,
      welcome: {
        type: 'welcome',
        people: this.#start.people.length,
        plan,
        run,
        runDir,
        ...this.#base,
        chatUrl,
        controlUrl,
      },
      event: (kind, message, data) => this.#event(kind, message, data),
      onTurn: (turn) => {
        this.#tally.turn(turn);
        this.#stageClock?.turnEnded(turn.submittedMs, turn.endedMs);
      },
      onLost: endBrowsersOf,
      onNobodyLeft: () => this.interrupt('nobody is left'),
    });
    this.#server = createServer((socket) => people.receive(jsonLines(socket)));
    return people;
  }

  async #waitForPeople(): Promise<boolean> {
    const machine = machineFacts();
    if (this.#start.people.length === 0) {
      this.#event('ready', 'the crowd is ready; nobody has a browser', machine);
      return true;
    }
    const { ready, missing } = await this.#people!.barrier.done;
    for (const { id, why } of missing) this.#event('person-missing', `${id} does not take part: ${why}`);
    for (const disturbance of this.#start.disturbances) this.#event('disturbance', disturbance);
    if (missing.length > 0 && ready.length > 0) {
      this.#event('disturbance', `${ready.length} of ${this.#start.people.length} people take part`);
    }
    if (ready.length === 0) {
      const reasons = [...new Set(missing.map(({ why }) => why))];
      this.#cannotStart(`Failed to start the run: nobody could hold a conversation.\n${reasons.join('\n')}`);
      return false;
    }
    this.#event('ready', `${ready.length} of ${this.#start.people.length} people are ready`, machine);
    return true;
  }

  /** The run's zero: now, or the common start of all shards. `undefined`: it was missed. */
  async #zero(): Promise<number | undefined> {
    if (this.#commonStart === null) return this.#nowMs();
    const zeroMs = this.#commonStart - this.#base.baseAt;
    const leftMs = zeroMs - this.#nowMs();
    if (leftMs < 0) this.#cannotStart(missedStart(-leftMs));
    if (leftMs < 0) return undefined;
    this.#event('ready', `waiting ${(leftMs / 1000).toFixed(1)} s for the common start`);
    this.#commonZero = waitFor(leftMs);
    await this.#commonZero.over;
    return zeroMs;
  }

  async #runStage(stage: StagePlan, index: number): Promise<void> {
    const fromMs = this.#nowMs();
    const { record, now } = beginStage(stage, index, fromMs);
    this.#ledger.append(record);
    this.#crowd?.hold(stage.load, stage.rampMs);
    this.#people!.broadcast({ type: 'stage', stage: now });
    this.#tell({ type: 'stage', stage: now, ended: undefined });
    this.#tally.beginStage(stage.name, fromMs);
    this.#earlyStop.beginStage(stage, this.#start.plan.stages.slice(index + 1));
    this.#stageClock = createStageClock(stage, fromMs);
    const live = setInterval(() => {
      const leftMs = Math.max(0, fromMs + stage.durationMs - this.#nowMs());
      this.#tell({ type: 'status', status: this.#tally.status(leftMs) });
    }, 1000);
    const ended = await this.#stageClock.over;
    clearInterval(live);
    const toMs = this.#nowMs();
    this.#ledger.append({ ...record, toMs, ended });
    this.#tell({ type: 'stage', stage: now, ended: this.#tally.endStage(toMs) });
  }

  #onCrowdSecond(second: CrowdSecond): void {
    this.#tally.second(second);
    const why = this.#earlyStop.second(second);
    if (why === undefined || this.#stopped) return;
    this.#event('crowd-early-stop', why);
    // The other shards are in this stage as long as it was planned: here only the crowd leaves.
    if (this.#commonStart !== null) {
      this.#crowd?.hold({ model: 'none' }, 0);
      this.#event('disturbance', 'the crowd of this shard left before that of the others');
    } else this.#stageClock?.abort();
  }

  #endPeople(why: string | undefined): void {
    this.#people?.broadcast({ type: 'end', graceMs: this.#start.plan.deadlines.page.turnMs, why });
  }
}
