import { setTimeout as wait } from 'node:timers/promises';
import {
  type Driver,
  type DriverKind,
  type DriverStart,
  type Stopped,
  startDriver,
} from './drivers/driver.js';
import type { FromDriver } from './drivers/protocol.js';
import type { PacedScript, PacedServer } from './server/start-server.js';
import { busiestThreadMs, threadCpuMs } from './thread-cpu.js';

/** A little more than one of the driver's seconds. */
const SECOND_MS = 1100;

type Marked = Extract<FromDriver, { readonly type: 'marked' }>;

export interface Load {
  readonly streams: number;
  readonly rampMs: number;
  /** From the end of the ramp to the window. */
  readonly settleMs: number;
  readonly windowMs: number;
  readonly script: PacedScript;
  readonly perSecond?: number;
  /** Of the crowd; 1 by default. */
  readonly threads?: number;
}

export interface Window {
  /** The driver's processor time for each event that it read in the window. */
  readonly cpuPerEventUs: number;
  /** Share of one core. */
  readonly cpuShare: number;
  /** The same of the thread that took most; `null` where the system does not tell. */
  readonly busiestThreadShare: number | null;
  /** That the server wrote. */
  readonly eventsPerSecond: number;
  /** Of those, what the driver read; what it did not lies in the kernel's buffers. Above 1 where it catches up. */
  readonly readShare: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly serverLateP99Ms: number;
  readonly serverCpuShare: number;
  /** Of the server's writes, those that found an earlier one still waiting. */
  readonly waitingShare: number;
  readonly residentBytes: number;
  readonly open: number;
  readonly stopped: Stopped;
}

/** Loads the server with a driver, and looks at both over a window in which all streams are open. */
export async function loadWindow(
  driverOrKind: DriverKind | ((start: DriverStart) => Promise<Driver>),
  server: PacedServer,
  baseNs: string,
  { streams, rampMs, settleMs, windowMs, script, perSecond, threads }: Load,
): Promise<Window> {
  const nowMs = (): number => Number(process.hrtime.bigint() - BigInt(baseNs)) / 1e6;
  await server.takeLog();
  const start = { url: server.url(script), baseNs, streams, rampMs, perSecond, threads };
  const driver = await (typeof driverOrKind === 'string'
    ? startDriver(driverOrKind, start)
    : driverOrKind(start));
  await wait(rampMs + settleMs);
  const threadsBefore = threadCpuMs(driver.pid);
  const [before, serverBefore, fromMs] = [await driver.mark(), await server.totals(), nowMs()];
  await wait(windowMs);
  const [after, serverAfter, toMs] = [await driver.mark(), await server.totals(), nowMs()];
  const busiestMs = busiestThreadMs(threadsBefore, threadCpuMs(driver.pid));
  // The crowd counts by seconds: the one in which the window ends has to be over before it leaves.
  await wait(SECOND_MS);
  const stopped = await driver.stop();
  const events = serverAfter.writes - serverBefore.writes;
  const read = eventsRead(before, after, stopped, fromMs, toMs) ?? events;
  const seconds = (toMs - fromMs) / 1000;
  return {
    cpuPerEventUs: ((after.cpuMs - before.cpuMs) * 1000) / read,
    readShare: read / events,
    cpuShare: (after.cpuMs - before.cpuMs) / 1000 / seconds,
    busiestThreadShare: busiestMs === null ? null : busiestMs / 1000 / seconds,
    eventsPerSecond: events / seconds,
    fromMs,
    toMs,
    serverLateP99Ms: serverAfter.lateP99Ms,
    serverCpuShare: (serverAfter.cpuMs - serverBefore.cpuMs) / 1000 / seconds,
    waitingShare: (serverAfter.waiting - serverBefore.waiting) / events,
    residentBytes: after.residentBytes,
    open: serverAfter.open,
    stopped,
  };
}

/** `null` of a driver that looks at bytes alone. */
function eventsRead(
  before: Marked,
  after: Marked,
  { seconds }: Stopped,
  fromMs: number,
  toMs: number,
): number | null {
  if (before.events !== null && after.events !== null) return after.events - before.events;
  if (seconds.length === 0) return null;
  return seconds.reduce((sum, second) => {
    const overlapMs = Math.min(toMs, second.fromMs + second.durationMs) - Math.max(fromMs, second.fromMs);
    return overlapMs <= 0 ? sum : sum + (second.events * overlapMs) / second.durationMs;
  }, 0);
}
