import { createHash } from 'node:crypto';
import type { Findings } from '../../model/findings.js';
import type { AllureResult } from './allure-result.js';

const hash = (...parts: readonly string[]): string =>
  createHash('md5').update(JSON.stringify(parts)).digest('hex');

/**
 * What Allure knows a result by: the same in every run of a profile against a target, so that it has a history, and one
 * uuid in each run, so that results that are written again replace themselves.
 */
export function allureIdentity(
  { run }: Pick<Findings, 'run'>,
  name: string,
): Pick<AllureResult, 'uuid' | 'historyId' | 'testCaseId' | 'fullName'> {
  const id = hash(run.target, run.plan.profile, name);
  return {
    uuid: hash(run.id, id).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
    historyId: id,
    testCaseId: id,
    fullName: `plimsoll ${run.plan.profile}: ${name}`,
  };
}
