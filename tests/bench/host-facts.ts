import { execFileSync } from 'node:child_process';
import { cpus, loadavg, platform, totalmem } from 'node:os';

/** Where figures were measured; without it they mean nothing. */
export interface HostFacts {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly platform: string;
  readonly node: string;
  /** Open files that a process of the bench may have; the bench raises its own limit to the hard one. */
  readonly descriptors: number | null;
  readonly loadPerCore: number;
}

export function hostFacts(): HostFacts {
  const cores = cpus().length;
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    platform: platform(),
    node: process.versions.node,
    descriptors: mostDescriptors(),
    loadPerCore: Math.round((loadavg()[0]! / cores) * 100) / 100,
  };
}

/** The hard limit, which every process of the bench is started with; `null` where there is no shell to ask. */
function mostDescriptors(): number | null {
  if (platform() === 'win32') return null;
  const limit = execFileSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).trim();
  return limit === 'unlimited' ? Number.MAX_SAFE_INTEGER : Number(limit);
}
