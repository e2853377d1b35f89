import { basename } from 'node:path';
import { bareUrl } from '../config/bare-url.js';
import type { DevicePlan } from '../model/device.js';
import type { RunPlan, StageLoad } from '../model/plan.js';
import { crowdWords } from '../report/crowd-words.js';
import { plainSpaces } from '../report/format.js';

/** What is about to happen, and how much at most: printed before anything starts. */
export function planLines(plan: RunPlan, people: number, runDir: string): string[] {
  const { limits, target } = plan;
  const seconds = (key: 'durationMs' | 'maxDurationMs'): number =>
    Math.round(plan.stages.reduce((sum, stage) => sum + stage[key], 0) / 1000);
  const [least, longest] = [seconds('durationMs'), seconds('maxDurationMs')];
  const lasts = least === longest ? `${least} s` : `${least}–${longest} s`;
  const most = mostOf(plan);
  const host = target.loadUrl === null ? 'the embedded demo' : new URL(target.loadUrl).host;
  const demo = target.demo;
  return [
    plan.people === 0
      ? `Plimsoll · the crowd alone · seed ${plan.seed}`
      : `Plimsoll · profile ${plan.profile} · ${people} ${people === 1 ? 'person' : 'people'} · seed ${plan.seed}`,
    `  target    ${demo === null ? targetLine(plan) : `the embedded demo (page "${demo.variant}", ${demo.modelUrl === null ? `${demo.slots} slots` : `model at ${new URL(demo.modelUrl).host}`})`}`,
    ...crowdLines(plan),
    ...(plan.devices.length === 0 ? [] : [`  devices   ${plan.devices.map(deviceLine).join(', ')}`]),
    `  stages    ${plan.stages.map(({ name }) => name).join(' → ')}, ${lasts}`,
    ...(most === null
      ? ['  crowd     none']
      : [
          `  crowd     up to ${most} against ${host}; at most ${limits.maxRequests} requests and ${limits.maxMinutes} minutes`,
        ]),
    `  good ${plan.people === 0 ? 'stream wire' : 'turn perceived'} TTFT ≤ ${plan.goodTurn.perceivedTtftMs} ms, ${plan.goodTurn.freezes === 0 ? 'no freeze' : `≤ ${plan.goodTurn.freezes} freezes`}, flow ≥ ${plan.goodTurn.flowQoe}`,
    `  files     ${runDir}`,
  ];
}

function deviceLine({ name, cpuSlowdown, network }: DevicePlan): string {
  const slow = [
    ...(cpuSlowdown === 1 ? [] : [`CPU ×${cpuSlowdown}`]),
    ...(network === null ? [] : [`${network.downloadKbps} kbit/s, ${network.latencyMs} ms`]),
  ];
  return slow.length === 0 ? name : `${name} (${slow.join(', ')})`;
}

/** The most that any stage asks of the crowd, of either kind. */
function mostOf({ stages }: RunPlan): string | null {
  const most = (model: StageLoad['model'], size: (load: StageLoad) => number): StageLoad[] =>
    stages
      .map(({ load }) => load)
      .filter((load) => load.model === model)
      .sort((a, b) => size(b) - size(a))
      .slice(0, 1);
  const words = [
    ...most('closed', (load) => (load.model === 'closed' ? load.streams : 0)),
    ...most('open', (load) => (load.model === 'open' ? load.perSecond : 0)),
  ].map((load) => plainSpaces(crowdWords(load)));
  return words.length === 0 ? null : words.join(' and ');
}

function targetLine({ target: { chatUrl, loadUrl, loadDialect } }: RunPlan): string {
  return chatUrl !== null ? new URL(chatUrl).host : `${bareUrl(loadUrl!)} (${loadDialect})`;
}

/** What the crowd's users do besides asking once and reading on. */
function crowdLines({ crowd, prompts, people }: RunPlan): string[] {
  if (people > 0 && crowd.turns === 1 && crowd.stopShare === 0 && crowd.thinkMs === 0) return [];
  const own = crowd.module === null ? '' : `, functions of ${basename(crowd.module)}`;
  const parts = [
    crowd.turns === 1 ? '1 turn a conversation' : `${crowd.turns} turns a conversation`,
    ...(crowd.thinkMs === 0 ? [] : [`think ${crowd.thinkMs / 1000} s`]),
    ...(crowd.stopShare === 0 ? [] : [`stop ${Number((100 * crowd.stopShare).toFixed(1))} % of answers`]),
    `${prompts.length} prompts, ${crowd.cache === 'cold' ? 'each different' : 'as they are (warm cache)'}${own}`,
  ];
  return [`  users     ${parts.join(', ')}`];
}
