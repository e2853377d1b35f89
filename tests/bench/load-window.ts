import { setTimeout as wait } from 'node:timers/promises';
import {
  type Driver,
  type DriverKind,
  type DriverStart,
  type Stopped,
  startDriver,
} from './drivers/driver.js';
import type { PacedScript, PacedServer } from './server/start-server.js';
import { busiestThreadMs, threadCpuMs } from './thread-cpu.js';

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
  /** The driver's processor time for each event that the server wrote in the window. */
  readonly cpuPerEventUs: number;
  /** Share of one core. */
  readonly cpuShare: number;
  /** The same of the thread that took most; `null` where the system does not tell. */
  readonly busiestThreadShare: number | null;
  readonly eventsPerSecond: number;
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
  const stopped = await driver.stop();
  const events = serverAfter.writes - serverBefore.writes;
  const seconds = (toMs - fromMs) / 1000;
  return {
    cpuPerEventUs: ((after.cpuMs - before.cpuMs) * 1000) / events,
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
