import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { HostRecord } from '../model/records.js';
import {
  type CpuTicks,
  parseAvailableMemory,
  parseCpuTicks,
  parsePressure,
  parseProcessStat,
} from './proc-texts.js';
import { environmentOf } from './processes-of-run.js';
import { ROLE_VARIABLE, RUN_TOKEN_VARIABLE } from './protocol.js';

interface Seen {
  readonly startTicks: number;
  /** Changes when the process executes another program, as a browser does right after it was forked. */
  readonly command: string;
  readonly role: string | undefined;
  ticks: number;
}

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // Not every system has it, and processes come and go: missing is missing.
    return undefined;
  }
};

/** Samples the machine: how busy it is, and how much of that is this run's. Linux only; elsewhere `null`s. */
export function createHostSampler(runnerPid: number): (nowMs: number) => HostRecord {
  const token = process.env[RUN_TOKEN_VARIABLE];
  const cores = availableParallelism();
  const seen = new Map<number, Seen>();
  let before: CpuTicks | undefined;
  let fromMs: number | undefined;

  function roleOf(pid: number, parent: number, command: string): string | undefined {
    if (pid === runnerPid) return 'runner';
    const environment = environmentOf(pid);
    const ours = environment?.get(RUN_TOKEN_VARIABLE) === token || seen.get(parent)?.role !== undefined;
    if (!ours) return undefined;
    if (/chrom|headless_shell|firefox|webkit/i.test(command)) return 'browsers';
    return environment?.get(ROLE_VARIABLE) ?? 'workers';
  }

  /** CPU ticks of our processes since the last sample, by role. */
  function ours(): Map<string, number> {
    const ticks = new Map<string, number>();
    const alive = new Set<number>();
    // By rising pid, so that a parent is mostly known before its children.
    const pids = readdirSync('/proc')
      .map(Number)
      .filter(Number.isInteger)
      .sort((a, b) => a - b);
    for (const pid of pids) {
      const stat = read(`/proc/${pid}/stat`);
      if (stat === undefined) continue;
      const { command, parent, startTicks, usedTicks: used } = parseProcessStat(stat);
      alive.add(pid);
      let known = seen.get(pid);
      if (known?.startTicks !== startTicks) {
        known = { startTicks, command, role: roleOf(pid, parent, command), ticks: used };
        seen.set(pid, known);
        // A process that began since the last sample spent all its ticks in between.
        if (known.role !== undefined && fromMs !== undefined)
          ticks.set(known.role, (ticks.get(known.role) ?? 0) + used);
        continue;
      }
      if (known.command !== command) {
        known = { ...known, command, role: roleOf(pid, parent, command) };
        seen.set(pid, known);
      }
      if (known.role !== undefined) ticks.set(known.role, (ticks.get(known.role) ?? 0) + used - known.ticks);
      known.ticks = used;
    }
    for (const pid of seen.keys()) if (!alive.has(pid)) seen.delete(pid);
    return ticks;
  }

  return (nowMs) => {
    const since = fromMs ?? nowMs;
    const cpu = parseCpuTicks(read('/proc/stat') ?? '');
    let cpuBusyShare: number | null = null;
    let foreignCpuShare: number | null = null;
    const shares: Record<string, number> = {};
    if (cpu !== undefined) {
      const used = ours();
      // Shares of the same whole: a run that may use only some of the CPUs is still compared with all of them.
      const elapsedTicks = cpu.total - (before?.total ?? cpu.total);
      if (before !== undefined && elapsedTicks > 0) {
        // The kernel's count of waiting for disks may fall.
        cpuBusyShare = Math.min(1, Math.max(0, 1 - (cpu.idle - before.idle) / elapsedTicks));
        let own = 0;
        for (const [role, ticks] of used) {
          shares[role] = ticks / elapsedTicks;
          own += shares[role];
        }
        foreignCpuShare = Math.max(0, cpuBusyShare - own);
      }
      before = cpu;
    }
    fromMs = nowMs;
    return {
      type: 'host',
      fromMs: since,
      toMs: nowMs,
      cores,
      cpuBusyShare,
      foreignCpuShare,
      pressureSomeAvg10: parsePressure(read('/proc/pressure/cpu') ?? ''),
      memoryAvailableMb: parseAvailableMemory(read('/proc/meminfo') ?? ''),
      shares,
    };
  };
}
