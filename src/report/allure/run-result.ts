import type { Findings } from '../../model/findings.js';
import { isCrowdAlone } from '../crowd-alone.js';
import { plainSpaces } from '../format.js';
import {
  errorBarSentence,
  firstToGiveSentence,
  headline,
  interruptedSentence,
  loadLineSentence,
  saturationSentence,
  validitySentence,
  wireLoadLineSentence,
} from '../sentences.js';
import { allureIdentity } from './allure-identity.js';
import type { AllureAttachment, AllureResult, AllureStatus, AllureStep } from './allure-result.js';
import { budgetStep, budgetsOf } from './budget-step.js';
import { turnStep } from './turn-step.js';
import { wallClock } from './wall-clock.js';

const STATUS: Readonly<Record<Findings['verdict']['status'], AllureStatus>> = {
  pass: 'passed',
  fail: 'failed',
  invalid: 'broken',
};

/** The run as a whole: its verdict, what was found in sentences, the budgets that are about no single phase, the charts. */
export function runResult(findings: Findings, attachments: readonly AllureAttachment[]): AllureResult {
  const at = wallClock(findings);
  const inPhases = new Set(findings.phases.flatMap((phase) => budgetsOf(findings, phase)));
  const status = STATUS[findings.verdict.status];
  const between = findings.marks.filter(({ phase }) => phase === null);
  return {
    ...allureIdentity(findings, 'run'),
    name: 'the run as a whole',
    status,
    stage: 'finished',
    start: at(0),
    stop: at(findings.run.durationMs ?? 0),
    ...(status === 'passed' ? {} : { statusDetails: { message: plainSpaces(headline(findings)) } }),
    titlePath: ['plimsoll'],
    labels: [
      { name: 'epic', value: 'Plimsoll' },
      { name: 'feature', value: 'the run' },
      { name: 'parentSuite', value: 'plimsoll' },
      { name: 'severity', value: 'critical' },
      { name: 'framework', value: 'plimsoll' },
    ],
    links: [],
    parameters: [{ name: 'run', value: findings.run.id, excluded: true }],
    steps: [
      ...sentences(findings).map(said),
      ...findings.budgets.filter((budget) => !inPhases.has(budget)).map(budgetStep),
      ...(between.length === 0
        ? []
        : [{ ...said('Turns between the phases'), steps: between.map((mark) => turnStep(findings, mark)) }]),
    ],
    attachments,
  };
}

function sentences(findings: Findings): readonly string[] {
  const alone = isCrowdAlone(findings);
  return [
    interruptedSentence(findings) ?? '',
    alone ? '' : loadLineSentence(findings),
    wireLoadLineSentence(findings),
    alone ? '' : firstToGiveSentence(findings),
    saturationSentence(findings),
    validitySentence(findings),
    errorBarSentence(findings),
  ]
    .filter((sentence) => sentence !== '')
    .map(plainSpaces);
}

const said = (name: string): AllureStep => ({
  name,
  status: 'passed',
  stage: 'finished',
  parameters: [],
  steps: [],
  attachments: [],
});
