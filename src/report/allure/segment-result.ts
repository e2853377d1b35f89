import { createHash } from 'node:crypto';
import type { AllureParameter } from './allure-result.js';

/** What is looked at of a result that `allure-playwright` wrote. */
interface TestResult {
  readonly historyId?: string;
  readonly parameters?: readonly AllureParameter[];
  readonly labels?: readonly { readonly name: string; readonly value: string }[];
}

/** Name of the project that judges a run. */
const VERDICT = 'verdict';

/**
 * The result of a test of a segment, as the merged run shows it: told apart from the same test of another segment, which
 * Allure would take for an attempt before it. `undefined` of a segment's own verdict, because the merged run has one.
 */
export function segmentResult(text: string, segment: string): string | undefined {
  const result = JSON.parse(text) as TestResult;
  if (result.labels?.some(({ name, value }) => name === 'parentSuite' && value === VERDICT)) return undefined;
  const parameters = [...(result.parameters ?? []), { name: 'Segment', value: segment }];
  const id = result.historyId;
  const own =
    id === undefined ? {} : { historyId: `${id}:${createHash('md5').update(segment).digest('hex')}` };
  return `${JSON.stringify({ ...result, ...own, parameters })}\n`;
}
