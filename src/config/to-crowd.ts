import { resolve } from 'node:path';
import type { CrowdPlan } from '../model/plan.js';

const DEFAULTS: CrowdPlan = {
  turns: 1,
  thinkMs: 0,
  thinkJitterShare: 0.5,
  stopShare: 0,
  stopAfterMs: 1000,
  cache: 'cold',
  retryAfter: 'obey',
  checks: [],
  module: null,
  http2: false,
  caFile: null,
  proxy: null,
  cookies: true,
  threads: 1,
};

/** What `plimsoll({ crowd })` says, with defaults; files by their full path, since another process opens them. */
export function toCrowd(pickAll: <T extends object>(prefix: string, fallback: T) => T): CrowdPlan {
  const crowd = pickAll('crowd', DEFAULTS);
  const full = (file: string | null): string | null => (file === null ? null : resolve(file));
  return { ...crowd, module: full(crowd.module), caFile: full(crowd.caFile) };
}
