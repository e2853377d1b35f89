import type { Findings } from '../model/findings.js';
import type { TargetPlan } from '../model/plan.js';
import { distribution } from '../stats/distribution.js';
import type { RunData } from './run-data.js';
import { segmentsOf } from './segments-of.js';

/** What was run, against what, by whom. */
export function runFacts(data: RunData, version: string, interrupted: boolean): Findings['run'] {
  const { ledger, plan, turns } = data;
  const answered = turns.filter(({ outcome }) => outcome === 'answered');
  const stated = statedHost(data);
  return {
    id: ledger.run,
    startedAt: new Date(ledger.zeroAt).toISOString(),
    durationMs: data.stages.length === 0 ? null : lastEndMs(data),
    interrupted: interrupted || ledger.events.some(({ kind }) => kind === 'interrupted'),
    target: targetName(plan.target),
    plan: {
      profile: plan.profile,
      people: plan.people,
      stages: plan.stages,
      origins: plan.origins,
      goodTurn: plan.goodTurn,
    },
    seed: plan.seed,
    segments: segmentsOf(ledger),
    tool: { name: 'plimsoll', version },
    host: { cores: ledger.hosts[0]?.cores ?? null, ...stated },
    workload: {
      dialect: plan.target.loadDialect,
      ...(plan.people === 0
        ? crowdWorkload(data)
        : {
            promptChars: distribution(turns.map(({ record }) => record.promptChars)),
            answerChars: distribution(answered.map(({ record }) => record.answerChars)),
          }),
    },
    people: peopleOf(data),
    ledger: {
      files: ledger.files,
      records: ledger.records,
      cutLines: ledger.cutLines,
      badLines: ledger.badLines,
    },
    events: ledger.events.map(({ atMs, kind, message }) => ({ atMs, kind, message })),
  };
}

const lastEndMs = ({ stages }: RunData): number =>
  Math.max(...stages.flatMap(({ windows }) => windows.map(({ toMs }) => toMs)));

/** Lengths of what the crowd asked and got, where nobody else asked anything. */
function crowdWorkload({
  streams,
}: RunData): Pick<Findings['run']['workload'], 'promptChars' | 'answerChars'> {
  const complete = streams.filter(({ counted, failed }) => counted && !failed);
  return {
    promptChars: distribution(
      streams.map(({ record }) => record.promptChars).filter((chars) => chars !== undefined),
    ),
    answerChars: distribution(complete.map(({ record }) => record.textChars)),
  };
}

/** Platform, Node and browser as some process said in the data of an event. */
function statedHost({ ledger }: RunData): { platform: string; node: string; browser: string | null } {
  return {
    platform: statedBy(ledger, 'platform') ?? 'unknown',
    node: statedBy(ledger, 'node') ?? 'unknown',
    browser: statedBy(ledger, 'browser'),
  };
}

/** The processor's own name; runs on different ones are not compared. */
export const cpuOf = ({ ledger }: RunData): string | null => statedBy(ledger, 'cpu');

function statedBy({ events }: RunData['ledger'], key: string): string | null {
  const values = events.map(({ data }) => data?.[key]);
  return values.find((value): value is string => typeof value === 'string') ?? null;
}

function peopleOf({ turns }: RunData): Findings['run']['people'] {
  const people = new Map<string, { id: string; journey: string; turns: number }>();
  for (const { record } of turns) {
    const before = people.get(record.person) ?? { id: record.person, journey: record.journey, turns: 0 };
    people.set(record.person, { ...before, turns: before.turns + 1 });
  }
  return [...people.values()].sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
}

/** Where the run was aimed, without user names and query strings. */
function targetName({ chatUrl, loadUrl, demo }: TargetPlan): string {
  if (demo !== null) return `embedded demo (${demo.variant})`;
  const url = chatUrl ?? loadUrl;
  if (url === null || !URL.canParse(url)) return 'unknown';
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
