import type { Findings, Phase } from '../model/findings.js';

type Value = string | number | boolean | null;

/** The tables of a run as people take them to a spreadsheet or a notebook. A missing value is an empty field. */
export const CSV_TABLES = {
  'turns.csv': turns,
  'seconds.csv': ({ seconds }: Findings) => csv(seconds.map((second) => ({ ...second }))),
  'phases.csv': ({ phases }: Findings) => csv(phases.map(phaseRow)),
} as const satisfies Readonly<Record<string, (findings: Findings) => string>>;

export type CsvName = keyof typeof CSV_TABLES;

function turns({ marks }: Findings): string {
  return csv(
    marks.map(({ stalls, ...mark }) => ({
      ...mark,
      stalls: stalls.length,
      stalledMs: stalls.reduce((sum, { durationMs }) => sum + durationMs, 0),
    })),
  );
}

function phaseRow({ name, kind, fromMs, toMs, load, experience }: Phase): Record<string, Value> {
  return {
    phase: name,
    kind,
    fromMs,
    toMs,
    load: load.offered,
    streams: load.streams,
    inFlight: load.inFlight,
    startsPerSecond: load.startsPerSecond,
    completionsPerSecond: load.completionsPerSecond,
    eventsPerSecond: load.eventsPerSecond,
    wireTtftP50Ms: load.wireTtftMs.p50,
    wireTtftP95Ms: load.wireTtftMs.p95,
    turns: experience.turns,
    goodTurns: experience.goodTurns,
    goodShare: experience.goodShare,
    goodShareLow: experience.goodShareCi95?.[0] ?? null,
    goodShareHigh: experience.goodShareCi95?.[1] ?? null,
    perceivedTtftP50Ms: experience.perceivedTtftMs.p50,
    perceivedTtftP95Ms: experience.perceivedTtftMs.p95,
    paintGapP50Ms: experience.paintGapMs.p50,
    paintGapP95Ms: experience.paintGapMs.p95,
    stalls: experience.stalls,
    freezes: experience.freezes,
    flowQoeP50: experience.flowQoe.p50,
    renderLagP95Ms: experience.renderLag.p95Ms.p50,
  };
}

/** RFC 4180. A text that a spreadsheet would take for a formula is told as the text it is. */
function csv(rows: readonly Readonly<Record<string, Value>>[]): string {
  const fields = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => fields.map((field) => cell(row[field] ?? null)).join(','));
  return `${[fields.join(','), ...lines].join('\r\n')}\r\n`;
}

function cell(value: Value): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
