import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readHistory } from '../../ledger/history.js';
import type { Findings } from '../../model/findings.js';
import { ALLURE_RESULTS } from '../../report/allure/write-allure.js';
import { type AllureHistoryLine, allureName } from './allure-history.js';

/** So many runs are made up for; a trend is not drawn over more. */
const MOST = 6;

/**
 * Folders of the runs before this one, of its profile against its target, that lie beside it and that Allure's history
 * does not know: those of which no Allure report was built. Oldest first.
 */
export function earlierRuns(
  runDir: string,
  { run }: Findings,
  known: readonly AllureHistoryLine[],
): readonly string[] {
  const names = new Set(known.map(({ name }) => name));
  const reports = dirname(runDir);
  return readHistory(join(reports, 'history.jsonl'))
    .lines.filter(
      (line) =>
        line.profile === run.plan.profile &&
        line.target === run.target &&
        line.run !== run.id &&
        run.startedAt !== null &&
        Date.parse(line.startedAt) < Date.parse(run.startedAt),
    )
    .toSorted((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt))
    .slice(-MOST)
    .filter((line) => !names.has(allureName({ run: { ...run, id: line.run } })))
    .map((line) => join(reports, line.run))
    .filter((folder) => existsSync(join(folder, ALLURE_RESULTS)));
}
