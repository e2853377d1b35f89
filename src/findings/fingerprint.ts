import { createHash } from 'node:crypto';
import type { Findings } from '../model/findings.js';
import type { LanePlan, RunPlan } from '../model/plan.js';
import type { Fingerprint } from '../model/trend.js';

/** As many characters of a hash as tell plans apart. */
const SHORT = 10;

/** Which runs this one can be compared with: the same plan on the same kind of machine, browser and product. */
export function fingerprint(
  plan: RunPlan,
  { host, tool, target }: Findings['run'],
  cpu: string | null,
  /** Which part of a run on several machines it is, or on how many it was. */
  machines: string | null = null,
): Fingerprint {
  const { demo, loadDialect, loadBody, loadTasks, lanes, preset, selectors } = plan.target;
  const parts = {
    target,
    profile: plan.profile,
    browser: host.browser ?? 'unknown',
    cores: String(host.cores ?? 'unknown'),
    cpu: cpu ?? 'unknown',
    platform: host.platform,
    node: host.node,
    plimsoll: tool.version,
    people: String(plan.people),
    ...(machines === null ? {} : { machines }),
    stages: short(plan.stages),
    'what a good turn is': short([plan.goodTurn, plan.criterionShare]),
    devices: plan.devices.length === 0 ? 'this machine as it is' : short(plan.devices),
    'what is asked': short([plan.prompts, loadDialect, loadBody, preset, selectors]),
    ...(lanes.length === 0 && loadTasks === null
      ? {}
      : { 'servers and tasks': short([loadTasks, ...lanes.map(laneOf)]) }),
    // A demo without an agent is what it was before there were agents.
    ...(demo === null ? {} : { demo: short({ ...demo, agent: demo.agent ?? undefined }) }),
    'think time and deadlines': short([
      plan.thinkMs,
      plan.thinkJitterShare,
      plan.interactShare,
      plan.deadlines,
    ]),
  };
  return { hash: short(parts), parts };
}

/** The parts that differ, as `name: before → now`. */
export function changedParts(before: Fingerprint, now: Fingerprint): string[] {
  const names = new Set([...Object.keys(before.parts), ...Object.keys(now.parts)]);
  return [...names].flatMap((name) => {
    const [was, is] = [before.parts[name], now.parts[name]];
    if (was === is) return [];
    const readable = [was, is].every((part) => part === undefined || !/^[0-9a-f]{10}$/.test(part));
    return [readable ? `${name}: ${was ?? 'none'} → ${is ?? 'none'}` : `${name} changed`];
  });
}

/** What is asked of a lane; its address and its headers say nothing of the kind of run. */
const laneOf = ({ name, loadDialect, perStream, loadTasks }: LanePlan): unknown => [
  name,
  loadDialect,
  perStream,
  loadTasks,
];

function short(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, SHORT);
}
