import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts in hundredths of a second wherever Node runs. */
const MS_PER_TICK = 10;

/** Processor time of each thread of a process, by thread id; `null` where the system does not tell. */
export function threadCpuMs(pid: number): ReadonlyMap<string, number> | null {
  const folder = `/proc/${pid}/task`;
  try {
    return new Map(
      readdirSync(folder).map((thread) => {
        const stat = readFileSync(`${folder}/${thread}/stat`, 'utf8');
        // The name, in brackets, may hold spaces.
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return [thread, (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK];
      }),
    );
  } catch {
    return null;
  }
}

/** The most that one thread took between two readings, milliseconds. */
export function busiestThreadMs(
  before: ReadonlyMap<string, number> | null,
  after: ReadonlyMap<string, number> | null,
): number | null {
  if (before === null || after === null) return null;
  return Math.max(...[...after].map(([thread, ms]) => ms - (before.get(thread) ?? 0)));
}
