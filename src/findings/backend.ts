import type { BackendFinding, BackendSeries } from '../model/backend-finding.js';
import type { Second } from '../model/findings.js';
import type { BackendRecord } from '../model/records.js';
import { backendMean, changingSeries } from './backend-series.js';
import type { RunData } from './run-data.js';

/** Series that are kept second by second. */
const MOST_SERIES = 16;
const SECOND_MS = 1_000;

/** What the backend said of itself, second by second; `undefined` where it was never asked. */
export function backend({ ledger }: RunData, seconds: readonly Second[]): BackendFinding | undefined {
  const { backends } = ledger;
  if (backends.length === 0) return undefined;
  const failed = backends.filter(({ error }) => error !== undefined);
  const told = backends.filter(({ error }) => error === undefined);
  const names = new Set(told.flatMap(({ series }) => Object.keys(series)));
  const changing = changingSeries(told);
  return {
    status: told.length === 0 ? 'not-measured' : 'measured',
    caveats: caveatsOf(backends, failed, changing.length),
    scrapes: backends.length,
    failed: failed.length,
    constant: names.size - changing.length,
    series: changing.slice(0, MOST_SERIES).map(
      (name): BackendSeries => ({
        name,
        values: seconds.map(({ atMs }) => backendMean(told, name, atMs, atMs + SECOND_MS)),
      }),
    ),
  };
}

function caveatsOf(
  all: readonly BackendRecord[],
  failed: readonly BackendRecord[],
  changing: number,
): string[] {
  const leftOut = all.reduce((most, record) => Math.max(most, record.leftOut ?? 0), 0);
  const badLines = all.reduce((most, record) => Math.max(most, record.badLines ?? 0), 0);
  return [
    ...(failed.length === 0
      ? []
      : [
          `${failed.length} of the ${all.length} times that the backend was asked for its metrics failed; the first: ${failed[0]!.error}.`,
        ]),
    ...(leftOut === 0
      ? []
      : [`${leftOut} of the backend's series did not fit; name those that matter (target.metrics.names).`]),
    ...(badLines === 0 ? [] : [`${badLines} lines of the backend's metrics could not be read.`]),
    ...(changing <= MOST_SERIES
      ? []
      : [
          `Of ${changing} series of the backend that changed, the first ${MOST_SERIES} are kept here; all are in the ledger.`,
        ]),
  ];
}
