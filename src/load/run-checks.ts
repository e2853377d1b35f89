import type { StreamRecord } from '../model/records.js';
import type { SseEvent } from '../wire/dialect.js';
import type { Check, CheckedAnswer } from './behaviour.js';

interface Heard {
  readonly record: StreamRecord;
  readonly events: readonly SseEvent[];
  readonly text: string;
}

/** Checks that have thrown once already: each is told of once. */
const told = new Set<string>();

/** Whether each check holds. One that throws does not hold, and says why once. */
export function runChecks(
  checks: Readonly<Record<string, Check>>,
  { record, events, text }: Heard,
): Record<string, boolean> {
  const { status, outcome } = record;
  const answer: CheckedAnswer = {
    status,
    outcome,
    events,
    text,
    record,
    get message() {
      const last = events.findLast(({ data }) => data !== '' && data !== '[DONE]')?.data;
      return last === undefined ? undefined : jsonOf(last);
    },
  };
  return Object.fromEntries(
    Object.entries(checks).map(([name, check]) => {
      try {
        return [name, check(answer) === true];
      } catch (error) {
        if (!told.has(name)) {
          told.add(name);
          process.stderr.write(
            `The check "${name}" threw, which counts as not passed: ${error instanceof Error ? error.message : String(error)}\n`,
          );
        }
        return [name, false];
      }
    }),
  );
}

function jsonOf(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
