import type { Findings } from '../model/findings.js';

/** A run that was planned without people: nothing was to be felt, and nothing of it is missing. */
export const isCrowdAlone = ({ run }: Pick<Findings, 'run'>): boolean => run.plan.people === 0;

/** For parts of a report that are about people. */
export const hasPeople = (findings: Findings): boolean => !isCrowdAlone(findings);
