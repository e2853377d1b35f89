/** One line of a Prometheus text exposition. */
export interface Sample {
  readonly name: string;
  /** In the order in which they were written. */
  readonly labels: readonly (readonly [name: string, value: string])[];
  /** May be infinite or NaN, as the format allows. */
  readonly value: number;
}

export interface Exposition {
  readonly samples: readonly Sample[];
  /** What `# TYPE` says, by the family's name. */
  readonly types: ReadonlyMap<string, string>;
  /** Lines that are neither a sample nor a comment. */
  readonly badLines: number;
}

const NAME = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const LABEL = /\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*=\s*"((?:[^"\\\n]|\\.)*)"\s*(,?)/y;
/** A value and, where it has them, a time and OpenMetrics' exemplar. */
const VALUE = /^\s+([^\s#]+)(?:\s+[-+0-9.eE]+)?\s*(?:#.*)?$/;
const TYPE = /^#\s*TYPE\s+(\S+)\s+(\S+)\s*$/;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', '"': '"', '\\': '\\' };

/**
 * Reads the text format that Prometheus scrapes (0.0.4), and what OpenMetrics adds to it. Names beyond ASCII, which are
 * written in quotes, are not read.
 */
export function parseExposition(text: string): Exposition {
  const samples: Sample[] = [];
  const types = new Map<string, string>();
  let badLines = 0;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '') continue;
    if (line.startsWith('#')) {
      const [, family, type] = TYPE.exec(line) ?? [];
      if (family !== undefined && type !== undefined) types.set(family, type);
      continue;
    }
    const sample = parseSample(line);
    if (sample === undefined) badLines++;
    else samples.push(sample);
  }
  return { samples, types, badLines };
}

function parseSample(line: string): Sample | undefined {
  NAME.lastIndex = 0;
  const name = NAME.exec(line)?.[0];
  if (name === undefined) return undefined;
  const labels: [string, string][] = [];
  let at = name.length;
  const opened = /^\s*\{/.exec(line.slice(at))?.[0];
  if (opened !== undefined) {
    at += opened.length;
    for (let more = true; more; ) {
      LABEL.lastIndex = at;
      const label = LABEL.exec(line);
      if (label === null) break;
      labels.push([label[1]!, unescaped(label[2]!)]);
      at = LABEL.lastIndex;
      more = label[3] === ',';
    }
    const closed = /^\s*\}/.exec(line.slice(at))?.[0];
    if (closed === undefined) return undefined;
    at += closed.length;
  }
  // What stands right behind a name or a brace is none of the format's, unless it is space.
  const rest = opened === undefined ? line.slice(at) : ` ${line.slice(at)}`;
  const value = numberOf(VALUE.exec(rest)?.[1]);
  return value === undefined ? undefined : { name, labels, value };
}

const unescaped = (text: string): string =>
  text.replace(/\\(.)/g, (all, sign: string) => ESCAPES[sign] ?? all);

function numberOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\+?Inf(inity)?$/i.test(text)) return Number.POSITIVE_INFINITY;
  if (/^-Inf(inity)?$/i.test(text)) return Number.NEGATIVE_INFINITY;
  if (/^[-+]?NaN$/i.test(text)) return Number.NaN;
  return /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(text) ? Number(text) : undefined;
}
