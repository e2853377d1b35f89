import { cpus } from 'node:os';

/** What runs are told apart by besides their plan. */
export const machineFacts = (): Readonly<Record<string, string>> => ({
  platform: `${process.platform}-${process.arch}`,
  node: process.version,
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
});
