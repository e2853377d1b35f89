import type { Findings } from '../model/findings.js';
import { type MetricPoint, metricPoints } from './metric-points.js';

type Labels = Readonly<Record<string, string>>;

interface Family {
  readonly type: 'summary' | 'gauge';
  readonly unit: string;
  readonly help: string;
  readonly lines: string[];
}

/**
 * The run as OpenMetrics text, for a Pushgateway or the node exporter's textfile collector. In its base units: seconds
 * and ratios. Percentiles are quantiles of a summary, `max` is its quantile 1; one that is not known is absent.
 */
export function renderOpenMetrics(findings: Findings): string {
  const { run, verdict, instrument } = findings;
  const families = new Map<string, Family>();
  const common: Labels = { profile: run.plan.profile };
  for (const point of metricPoints(findings)) addPoint(families, point, common);
  const gauge = (name: string, help: string, labels: Labels, value: number): void => {
    families.set(name, { type: 'gauge', unit: '', help, lines: [sample(name, labels, value)] });
  };
  gauge(
    'plimsoll_passed',
    '1: all budgets were kept and the measurement can be believed.',
    common,
    verdict.status === 'pass' ? 1 : 0,
  );
  gauge(
    'plimsoll_valid',
    '1: valid, 0: degraded or invalid.',
    common,
    instrument.validity === 'valid' ? 1 : 0,
  );
  gauge(
    'plimsoll_run',
    'The run that these figures are of.',
    { ...common, run: run.id, target: run.target, version: run.tool.version },
    1,
  );
  if (run.startedAt !== null) {
    families.set('plimsoll_started_timestamp_seconds', {
      type: 'gauge',
      unit: 'seconds',
      help: 'Wall clock at the zero of the run.',
      lines: [sample('plimsoll_started_timestamp_seconds', common, Date.parse(run.startedAt) / 1000)],
    });
  }
  const text = [...families].flatMap(([name, { type, unit, help, lines }]) => [
    `# TYPE ${name} ${type}`,
    ...(unit === '' ? [] : [`# UNIT ${name} ${unit}`]),
    `# HELP ${name} ${escapeText(help)}`,
    ...lines,
  ]);
  return `${text.join('\n')}\n# EOF\n`;
}

function addPoint(families: Map<string, Family>, point: MetricPoint, common: Labels): void {
  const { unit, scale } = BASE[point.unit];
  const name = familyName(point.name, unit);
  const { values, phase } = point;
  const isSummary = values.kind === 'distribution';
  const family: Family = families.get(name) ?? {
    type: isSummary ? 'summary' : 'gauge',
    unit,
    help: `${point.title}${phase === null ? '' : ', by phase'}.`,
    lines: [],
  };
  families.set(name, family);
  const labels: Labels = phase === null ? common : { ...common, phase: phase.name, kind: phase.kind };
  if (values.kind === 'distribution') {
    const { n, p50, p95, p99, max } = values.of;
    const quantiles = [
      ['0.5', p50],
      ['0.95', p95],
      ['0.99', p99],
      ['1.0', max],
    ] as const;
    for (const [quantile, value] of quantiles)
      if (value !== null) family.lines.push(sample(name, { ...labels, quantile }, value * scale));
    family.lines.push(sample(`${name}_count`, labels, n));
  } else {
    const value =
      values.kind === 'share' ? values.share : values.kind === 'count' ? values.count : values.value;
    family.lines.push(sample(name, labels, value * scale));
  }
}

const BASE: Readonly<Record<MetricPoint['unit'], { readonly unit: string; readonly scale: number }>> = {
  ms: { unit: 'seconds', scale: 1e-3 },
  'ms/kchar': { unit: 'seconds_per_kchar', scale: 1e-3 },
  share: { unit: 'ratio', scale: 1 },
  'per second': { unit: '', scale: 1 },
  conversations: { unit: '', scale: 1 },
  score: { unit: 'ratio', scale: 1 },
  count: { unit: '', scale: 1 },
};

/** `perceivedTtftMs` → `plimsoll_perceived_ttft_seconds`: a family's name ends in its unit. */
function familyName(name: string, unit: string): string {
  const bare = name.replace(/(MsPerKchar|Ms|Share)$/, (end) => (end === 'Share' ? 'Share' : ''));
  const snake = bare.replaceAll('.', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return `plimsoll_${snake}${unit === '' ? '' : `_${unit}`}`;
}

function sample(name: string, labels: Labels, value: number): string {
  const shown = Object.entries(labels).map(([label, text]) => `${label}="${escapeText(text)}"`);
  return `${name}{${shown.join(',')}} ${Number(value.toPrecision(9))}`;
}

const escapeText = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
