import { TURN_OUTCOMES, UNCOUNTED_TURN_OUTCOMES } from '../../model/outcome.js';
import type { AllureStatus } from './allure-result.js';

/** A class of failures: by status, and by what a message says. The first that fits is the one. */
export interface AllureCategory {
  readonly name: string;
  readonly description: string;
  readonly matchedStatuses: readonly AllureStatus[];
  /** Must fit the whole message. */
  readonly messageRegex: string;
}

const within = (words: string): string => `[\\s\\S]*(${words})[\\s\\S]*`;
const FAILED: readonly AllureStatus[] = ['failed', 'broken'];

/** What each way for a turn to end means to whoever reads the list. */
const OUTCOMES: Readonly<Record<string, string>> = {
  empty: 'The answer ended without a character.',
  refused: 'The page did not take the message.',
  error_shown: 'The page showed an error in place of an answer.',
  timed_out: 'No answer came in time.',
  truncated: 'The answer was cut off.',
};

/** Failure classes of a run, the gravest first. */
export const CATEGORIES: readonly AllureCategory[] = [
  {
    name: 'The measurement cannot be believed',
    description: 'The machine, the driver or the control says so; no budget was judged.',
    matchedStatuses: ['failed', 'broken', 'skipped'],
    messageRegex: within('cannot be believed|The measurement is invalid'),
  },
  {
    name: 'The run could not be carried out',
    description: 'It could not start, was cut short, or a part of it was lost.',
    matchedStatuses: FAILED,
    messageRegex: within(
      'ended before its plan was done|was interrupted|were lost|was lost|No person made|No stream of the crowd|Failed to (start|join)',
    ),
  },
  {
    name: 'A budget was broken',
    description: 'What was measured lies beyond the limit that was set.',
    matchedStatuses: FAILED,
    messageRegex: within(': measured |Not kept: |Not measured: '),
  },
  ...TURN_OUTCOMES.filter(
    (outcome) => outcome !== 'answered' && !UNCOUNTED_TURN_OUTCOMES.includes(outcome),
  ).map((outcome) => ({
    name: `A turn was not answered: ${outcome.replaceAll('_', ' ')}`,
    description: OUTCOMES[outcome] ?? '',
    matchedStatuses: FAILED,
    messageRegex: within(`was not answered: ${outcome.replaceAll('_', '[_ ]')}`),
  })),
  {
    name: 'Nothing was measured',
    description: 'The phase was over before a turn or a stream was.',
    matchedStatuses: ['skipped'],
    messageRegex: within('Nothing was measured'),
  },
];
