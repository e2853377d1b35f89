import type { Findings, Phase } from '../model/findings.js';
import type { EventRecord } from '../model/records.js';
import { foundCaveats } from './found-caveats.js';
import { controlOf, driverOf, hostOf } from './phase-instrument.js';
import type { RunData } from './run-data.js';
import { unmeasuredReasons } from './unmeasured-reasons.js';
import { wireSources } from './wire-sources.js';
import { worstValidity } from './worst-validity.js';

/** Events that spoil a measurement without ending it. */
const DISTURBING: readonly EventRecord['kind'][] = [
  'disturbance',
  'person-missing',
  'person-lost',
  'process-lost',
];

/**
 * Whether the run can be believed: the worst of the phases that the verdict rests on (a warm-up only informs), and of
 * what is known to have disturbed the run. The figures are over the same phases.
 */
export function instrument(data: RunData, phases: readonly Phase[]): Findings['instrument'] {
  const { ledger } = data;
  const judged = phases.filter(({ kind }) => kind !== 'warm-up');
  const windows = judged.flatMap((phase) => phase.windows ?? [phase]);
  const inJudged = (ms: number): boolean => windows.some(({ fromMs, toMs }) => ms >= fromMs && ms < toMs);
  const disturbances = ledger.events
    .filter(({ kind }) => DISTURBING.includes(kind))
    .map(({ message }) => message);
  const nothing = judged.length === 0 ? ['No phase that a verdict rests on was measured.'] : [];
  const general = [...disturbances, ...nothing];
  const buckets = ledger.buckets.filter((bucket) => inJudged(bucket.fromMs + bucket.durationMs / 2));
  const hosts = ledger.hosts.filter(({ fromMs, toMs }) => inJudged((fromMs + toMs) / 2));
  const wires = wireSources(data.turns.filter(({ outcome }) => outcome === 'answered'));
  return {
    validity: worstValidity([
      ...judged.map((phase) => phase.instrument.validity),
      ...(general.length > 0 ? (['degraded'] as const) : []),
    ]),
    reasons: [...judged.flatMap((phase) => phase.instrument.reasons), ...general],
    caveats: [
      ...ledger.caveats,
      ...hostCaveats(data),
      ...driverCaveats(data),
      ...wireCaveats(wires),
      ...foundCaveats(data.turns),
    ],
    wireSources: wires,
    unmeasured: unmeasuredReasons(data.turns),
    control: controlOf(ledger.controls.filter(({ atMs }) => inJudged(atMs))),
    driver: driverOf(buckets, [{ fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY }]),
    host: hostOf(hosts),
  };
}

function hostCaveats({ ledger: { hosts } }: RunData): string[] {
  if (hosts.length === 0) return ['The machine was not watched: how busy it was is not known.'];
  const unread = (field: 'cpuBusyShare' | 'foreignCpuShare' | 'pressureSomeAvg10'): boolean =>
    hosts.every((host) => host[field] === null);
  const caveats: string[] = [];
  if (unread('cpuBusyShare')) caveats.push('How busy the machine was cannot be read here.');
  if (unread('foreignCpuShare')) caveats.push('What other programs took of the machine cannot be read here.');
  if (unread('pressureSomeAvg10')) caveats.push('CPU pressure cannot be read here.');
  return caveats;
}

function driverCaveats({ crowdPlanned, ledger: { buckets } }: RunData): string[] {
  return crowdPlanned && buckets.length === 0
    ? ['The load driver wrote no seconds: its own health is not known.']
    : [];
}

/** Where the wire was watched from decides what render lag, the causes of stalls and the parts of the wait are worth. */
function wireCaveats({ page, netlog, none }: Findings['instrument']['wireSources']): string[] {
  const answered = page + netlog + none;
  const caveats: string[] = [];
  if (page > 0) {
    caveats.push(
      `${page} of ${answered} answered turns have their wire times from inside the page, which stamps late while it is busy: render lag and "page after" may be longer than they say and "server" shorter, and some stalls of the page may be taken for the backend's.`,
    );
  }
  if (none > 0) {
    caveats.push(
      `${none} of ${answered} answered turns have no wire times: nothing is known of their render lag, of whose their stalls were, and of where their wait went.`,
    );
  }
  return caveats;
}
