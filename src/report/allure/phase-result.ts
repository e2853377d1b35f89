import type { Findings, Phase } from '../../model/findings.js';
import { percentileCell } from '../cell.js';
import { isCrowdAlone } from '../crowd-alone.js';
import { formatCount, formatLoad, formatMs, formatRate, formatShare, plainSpaces } from '../format.js';
import { reasonSentences } from '../sentences.js';
import { allureIdentity } from './allure-identity.js';
import type { AllureAttachment, AllureParameter, AllureResult, AllureStatus } from './allure-result.js';
import { budgetStep, budgetsOf } from './budget-step.js';
import { turnStep } from './turn-step.js';
import { wallClock } from './wall-clock.js';

/**
 * One phase: its turns and its own budgets as steps, its figures as parameters that form no history. It fails by its
 * budgets alone: under the load of a peak, a turn that is not good is what was asked about.
 */
export function phaseResult(
  findings: Findings,
  phase: Phase,
  attachments: readonly AllureAttachment[],
): AllureResult {
  const at = wallClock(findings);
  const budgets = budgetsOf(findings, phase).map(budgetStep);
  const turns = findings.marks.filter((mark) => mark.phase === phase.name);
  const broken = budgets.flatMap(({ status, statusDetails }) =>
    status === 'failed' && statusDetails !== undefined ? [statusDetails.message] : [],
  );
  const { status, message } = judged(findings, phase, broken);
  return {
    ...allureIdentity(findings, `phase ${phase.name}`),
    name: `${phase.name} (${crowdOf(phase)})`,
    status,
    stage: 'finished',
    start: at(phase.fromMs),
    stop: at(phase.toMs),
    ...(message === undefined ? {} : { statusDetails: { message } }),
    titlePath: ['plimsoll', 'phases'],
    labels: [
      { name: 'phase', value: phase.name },
      { name: 'epic', value: 'Plimsoll' },
      { name: 'feature', value: 'phases' },
      { name: 'story', value: phase.kind },
      { name: 'parentSuite', value: 'plimsoll' },
      { name: 'suite', value: 'phases' },
      { name: 'tag', value: phase.kind },
      { name: 'framework', value: 'plimsoll' },
    ],
    links: [],
    parameters: figuresOf(findings, phase),
    steps: [...budgets, ...turns.map((mark) => turnStep(findings, mark))],
    attachments,
  };
}

const crowdOf = ({ load }: Phase): string =>
  load.perSecond !== null
    ? `${formatRate(load.perSecond)} starts a second`
    : load.streams === 0
      ? 'no crowd'
      : formatCount(load.streams, 'stream');

function judged(
  findings: Findings,
  { name, experience, load, instrument }: Phase,
  broken: readonly string[],
): { readonly status: AllureStatus; readonly message?: string } {
  if (instrument.validity === 'invalid') {
    const reasons = reasonSentences(findings, instrument.reasons, name);
    return { status: 'broken', message: plainSpaces(`The measurement is invalid. ${reasons}`.trim()) };
  }
  if (experience.turns === 0 && load.wireTtftMs.n === 0)
    return { status: 'skipped', message: 'Nothing was measured: no turn and no stream ended in this phase.' };
  if (findings.verdict.status !== 'invalid' && broken.length > 0)
    return { status: 'failed', message: broken.join('\n') };
  return { status: 'passed' };
}

function figuresOf(findings: Findings, { experience, load, instrument }: Phase): readonly AllureParameter[] {
  const { goodShare, goodTurns, turns, perceivedTtftMs } = experience;
  const felt: [string, string][] = [
    ['good turns', goodShare === null ? '–' : `${formatShare(goodShare)} (${goodTurns} of ${turns})`],
    ['felt TTFT p50', percentileCell(perceivedTtftMs, 'p50', formatMs).text],
    ['felt TTFT p95', percentileCell(perceivedTtftMs, 'p95', formatMs).text],
    ['stalls', String(experience.stalls)],
  ];
  const wire: [string, string][] = [
    ['wire TTFT p50', percentileCell(load.wireTtftMs, 'p50', formatMs).text],
    ...(load.startsPerSecond === null
      ? []
      : [['starts a second', formatRate(load.startsPerSecond)] satisfies [string, string]]),
    ...(load.goodShare === null
      ? []
      : [['good streams', formatShare(load.goodShare)] satisfies [string, string]]),
  ];
  const hasCrowd = load.streams > 0 || load.perSecond !== null;
  return [
    ['load', load.offered === null ? '–' : `${formatLoad(load.offered)} conversations`] as const,
    ...(isCrowdAlone(findings) ? [] : felt),
    ...(hasCrowd ? wire : []),
    ['measurement', instrument.validity] as const,
  ].map(([name, value]) => ({ name, value: plainSpaces(value), excluded: true }));
}
