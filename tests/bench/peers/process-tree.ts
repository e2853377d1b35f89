import { readdirSync, readFileSync } from 'node:fs';
import { parseProcessStat } from '#plimsoll/run/proc-texts.js';

/** Linux counts processor time for programs in hundredths of a second, whatever the kernel's own tick is. */
const MS_PER_TICK = 10;

/** What a process and all that it started have used. */
export interface TreeUse {
  /** Processor time since the processes began; of those that have ended, as it was when they were last seen. */
  readonly cpuMs: number;
  /** Memory shared between processes counts in each of them. */
  readonly residentBytes: number;
}

/** Looks at a tree of processes, again and again. Linux only. */
export function watchTree(root: number): () => TreeUse {
  const ticksOf = new Map<string, number>();
  return () => {
    const parents = new Map<number, number>();
    const seen = new Map<number, { key: string; ticks: number }>();
    for (const name of readdirSync('/proc')) {
      const pid = Number(name);
      const text = Number.isInteger(pid) ? textOf(`/proc/${pid}/stat`) : undefined;
      if (text === undefined) continue;
      const { parent, usedTicks, startTicks } = parseProcessStat(text);
      parents.set(pid, parent);
      seen.set(pid, { key: `${pid}/${startTicks}`, ticks: usedTicks });
    }
    const isOfTree = (pid: number | undefined): boolean =>
      pid !== undefined && (pid === root || isOfTree(parents.get(pid)));
    let residentBytes = 0;
    for (const [pid, { key, ticks }] of seen) {
      if (!isOfTree(pid)) continue;
      ticksOf.set(key, ticks);
      residentBytes += 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(textOf(`/proc/${pid}/status`) ?? '')?.[1] ?? 0);
    }
    const ticks = [...ticksOf.values()].reduce((sum, value) => sum + value, 0);
    return { cpuMs: ticks * MS_PER_TICK, residentBytes };
  };
}

/** `undefined`: the process has ended meanwhile. */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return undefined;
    throw error;
  }
}
