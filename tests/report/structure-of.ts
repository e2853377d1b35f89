import type { Findings } from '../../dist/src/model/findings.js';

/** What two runs of one plan have in common, whatever they have measured. */
export function structureOf(findings: Findings, summary: string): unknown {
  const lines = summary.split('\n');
  return {
    findings: Object.keys(findings),
    phases: findings.phases.map((phase) => [phase.name, phase.kind, Object.keys(phase)]),
    budgets: findings.budgets.map(({ sentence }) => sentence),
    people: findings.run.people.map(({ id, journey }) => [id, journey]),
    stages: findings.run.plan.stages,
    series: Object.keys(findings.seconds[0] ?? {}),
    headings: lines.filter((line) => line.startsWith('## ')),
    tables: lines.filter((_, index) => lines[index + 1]?.startsWith('| ---')),
  };
}
