/** What Linux writes in `/proc`, as far as it is needed here. Pure. */

/** One process, from `/proc/<pid>/stat`. */
export interface ProcessStat {
  /** The program's name; may hold anything, brackets and spaces too. */
  readonly command: string;
  readonly parent: number;
  /** CPU time in user and kernel, in clock ticks. */
  readonly usedTicks: number;
  /** When it was started, in clock ticks since boot: tells two processes with one pid apart. */
  readonly startTicks: number;
}

export function parseProcessStat(text: string): ProcessStat {
  const close = text.lastIndexOf(')');
  // The third field and on: state, parent, …
  const fields = text.slice(close + 2).split(' ');
  return {
    command: text.slice(text.indexOf('(') + 1, close),
    parent: Number(fields[1]),
    usedTicks: Number(fields[11]) + Number(fields[12]),
    startTicks: Number(fields[19]),
  };
}

/** Clock ticks of all CPUs together since boot. */
export interface CpuTicks {
  readonly total: number;
  /** Nothing to do, or only waiting for a disk. */
  readonly idle: number;
}

/** From `/proc/stat`: user, nice, system, idle, iowait, irq, softirq, steal; time of guests is in user already. */
export function parseCpuTicks(text: string): CpuTicks | undefined {
  const [name, ...columns] = text.split('\n', 1)[0]!.trim().split(/\s+/);
  const ticks = columns.slice(0, 8).map(Number);
  if (name !== 'cpu' || ticks.length < 5) return undefined;
  return { total: ticks.reduce((sum, value) => sum + value, 0), idle: ticks[3]! + ticks[4]! };
}

/** From `/proc/pressure/cpu`: share of the last 10 s in which something waited for a CPU, in percent. */
export function parsePressure(text: string): number | null {
  const average = /^some avg10=([\d.]+)/m.exec(text)?.[1];
  return average === undefined ? null : Number(average);
}

/** From `/proc/meminfo`, in MiB. */
export function parseAvailableMemory(text: string): number | null {
  const kilobytes = /^MemAvailable:\s+(\d+) kB/m.exec(text)?.[1];
  return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024);
}
