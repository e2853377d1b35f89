import type { Findings } from '../../model/findings.js';
import { type Cell, percentileCell } from '../cell.js';
import { formatCount, formatDuration, formatInstant, formatLoad, formatMs, formatNumber } from '../format.js';
import { fullStop } from '../sentences.js';
import { DataTable, type TableCell } from './data-table.js';
import { FactList } from './fact-list.js';
import type { Section } from './section.js';

export const planSection: Section = {
  id: 'plan',
  title: 'Plan, environment and versions',
  render: ({ run, trend }) => {
    const origins = byOrigin(run.plan.origins);
    return (
      <>
        <FactList facts={facts(run)} />
        <Stages stages={run.plan.stages} />
        {run.people.length > 0 && (
          <p>
            People:{' '}
            {run.people
              .map(({ id, journey, turns }) => `${id} (${journey}, ${formatCount(turns, 'turn')})`)
              .join(', ')}
            .
          </p>
        )}
        <h3>What is not a default</h3>
        {origins.length === 0 ? (
          <p>Nothing: every value is the profile’s or a default.</p>
        ) : (
          <ul class="sentences">
            {origins.map(([origin, keys]) => (
              <li key={origin}>
                From {origin}: <code>{keys.join(', ')}</code>
              </li>
            ))}
          </ul>
        )}
        <h3>Since earlier runs</h3>
        <p>{fullStop(trend.sentence, ...trend.caveats)}</p>
        {trend.changes.length > 0 && (
          <ul class="sentences">
            {trend.changes.map(({ metric, phase, sentence }) => (
              <li key={`${metric} ${phase}`}>{sentence}</li>
            ))}
          </ul>
        )}
      </>
    );
  },
};

/** Which values came from where, the other way round than the plan keeps it. */
function byOrigin(
  origins: Findings['run']['plan']['origins'],
): readonly (readonly [string, readonly string[]])[] {
  const found = new Map<string, string[]>();
  for (const [key, origin] of Object.entries(origins)) found.set(origin, [...(found.get(origin) ?? []), key]);
  return [...found];
}

function facts(run: Findings['run']): readonly (readonly [string, Cell])[] {
  const { host, workload, ledger } = run;
  const dropped = [
    ...(ledger.cutLines > 0 ? [formatCount(ledger.cutLines, 'cut line')] : []),
    ...(ledger.badLines > 0 ? [formatCount(ledger.badLines, 'unreadable line')] : []),
  ].join(' and ');
  const maybe = (value: string | number | null, why: string): Cell =>
    value === null ? { text: '–', note: why } : { text: String(value) };
  return [
    ['run', { text: run.id }],
    ['started', maybe(run.startedAt === null ? null : formatInstant(run.startedAt), 'not recorded')],
    [
      'lasted',
      run.durationMs === null
        ? { text: '–', note: 'not recorded' }
        : { text: formatDuration(run.durationMs) },
    ],
    ['target', { text: run.target }],
    ['profile', { text: run.plan.profile }],
    ['seed', { text: String(run.seed) }],
    [
      'segments',
      {
        text:
          run.segments.length <= 1
            ? 'one'
            : run.segments.map((segment) => `${segment.label} (${segment.run})`).join(', '),
      },
    ],
    ['tool', { text: `${run.tool.name} ${run.tool.version}` }],
    ['browser', maybe(host.browser, 'not recorded')],
    ['node', { text: host.node }],
    [
      'machine',
      {
        text: `${host.platform}, ${host.cores === null ? 'cores not known' : formatCount(host.cores, 'core')}`,
      },
    ],
    ['dialect', { text: workload.dialect }],
    ['prompt length p50', percentileCell(workload.promptChars, 'p50', formatChars)],
    ['answer length p50', percentileCell(workload.answerChars, 'p50', formatChars)],
    [
      'ledger',
      {
        text: `${formatCount(ledger.files, 'file')}, ${formatCount(ledger.records, 'record')}`,
        ...(dropped === '' ? {} : { note: `${dropped} dropped` }),
      },
    ],
  ];
}

const formatChars = (chars: number): string => `${formatNumber(chars)} characters`;

/** Stages arrive as the plan wrote them; one that looks different is shown as it is. */
function Stages({ stages }: { readonly stages: readonly unknown[] }) {
  if (stages.length === 0) return <p>The plan had no stage.</p>;
  return (
    <DataTable
      id="table-plan"
      caption="Stages as planned"
      columns={[
        { label: 'stage', text: true },
        { label: 'kind', text: true },
        { label: 'crowd', text: true },
        { label: 'lasts at least' },
        { label: 'and until' },
        { label: 'at most' },
        { label: 'ramp' },
      ]}
      rows={stages.map(stageRow)}
    />
  );
}

function stageRow(stage: unknown): readonly TableCell[] {
  if (typeof stage !== 'object' || stage === null) return [{ text: JSON.stringify(stage) ?? 'not known' }];
  const { name, kind, load, durationMs, minTurns, maxDurationMs, rampMs } = stage as Readonly<
    Record<string, unknown>
  >;
  const text = (value: unknown): Cell =>
    typeof value === 'string' ? { text: value } : { text: '–', note: 'not in the plan' };
  const duration = (value: unknown): Cell =>
    typeof value === 'number' ? { text: formatDuration(value) } : { text: '–', note: 'not in the plan' };
  return [
    text(name),
    text(kind),
    { text: crowd(load) },
    duration(durationMs),
    typeof minTurns === 'number'
      ? { text: minTurns === 0 ? 'any number of turns' : formatCount(minTurns, 'turn') }
      : { text: '–', note: 'not in the plan' },
    duration(maxDurationMs),
    typeof rampMs === 'number'
      ? { text: rampMs === 0 ? 'none' : formatMs(rampMs) }
      : { text: '–', note: 'not in the plan' },
  ];
}

function crowd(load: unknown): string {
  if (typeof load !== 'object' || load === null) return 'not in the plan';
  if ('streams' in load && typeof load.streams === 'number') return formatCount(load.streams, 'stream');
  if ('perSecond' in load && typeof load.perSecond === 'number') {
    const arrivals = 'arrivals' in load ? `, ${String(load.arrivals)}` : '';
    return `${formatLoad(load.perSecond)} starts/s${arrivals}`;
  }
  return 'model' in load && load.model === 'none' ? 'none' : JSON.stringify(load);
}
