import { buildFindings } from '../../dist/src/findings/build-findings.js';
import { parseFindings } from '../../dist/src/findings/findings-schema.js';
import type { Findings, Phase } from '../../dist/src/model/findings.js';
import { type Planted, type PlantedRun, plantLedger } from './plant-ledger.js';

/** Findings of a run, after a trip through JSON and the schema. */
export function findingsOf(
  { plan, ledger }: Pick<PlantedRun, 'plan' | 'ledger'>,
  interrupted = false,
): Findings {
  return parseFindings(
    JSON.parse(JSON.stringify(buildFindings({ ledger, plan, version: '0.0.0', interrupted }))),
  );
}

/** Findings of a planted run. */
export const found = (overrides: Partial<Planted> = {}): Findings => findingsOf(plantLedger(overrides));

export function phaseOf({ phases }: Findings, name: string): Phase {
  const phase = phases.find((each) => each.name === name);
  if (phase === undefined) throw new Error(`no phase "${name}"`);
  return phase;
}
