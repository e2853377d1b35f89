import { appendFileSync, readFileSync } from 'node:fs';

/** Where GitHub Actions takes the Markdown of a step from. */
const VARIABLE = 'GITHUB_STEP_SUMMARY';

/**
 * Appends the run's summary to that of the CI step, where there is one. Returns what went wrong as a sentence: a summary
 * that cannot be shown changes nothing in what was measured.
 */
export function appendStepSummary(summaryPath: string, env: NodeJS.ProcessEnv): string | undefined {
  const file = env[VARIABLE];
  if (file === undefined || file === '') return undefined;
  try {
    appendFileSync(file, readFileSync(summaryPath, 'utf8'));
    return undefined;
  } catch (error) {
    return `The summary could not be appended to ${VARIABLE}: ${error instanceof Error ? error.message : String(error)}`;
  }
}
