import type { Findings } from '../../model/findings.js';

/** Where and with what it was measured, as the lines of a Java properties file. What is not known has no line. */
export function environmentProperties({ run, instrument }: Findings): string {
  const facts: readonly (readonly [string, string | number | null])[] = [
    ['target', run.target],
    ['run', run.id],
    ['profile', run.plan.profile],
    ['people', run.plan.people],
    ['seed', run.seed],
    ['dialect', run.workload.dialect],
    ['browser', run.host.browser],
    ['platform', run.host.platform],
    ['cores', run.host.cores],
    ['node', run.host.node],
    ['plimsoll', run.tool.version],
    ['measurement', instrument.validity],
  ];
  return facts
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} = ${escaped(String(value))}\n`)
    .join('');
}

/** A backslash or a new line in a value would end it, or begin another. */
const escaped = (value: string): string => value.replaceAll('\\', '\\\\').replace(/[\r\n]+/g, ' ');
