import { checkMetric } from '../model/check-metric.js';
import type { Budget } from '../model/plan.js';
import { ConfigError } from './config-error.js';

const OPERATORS = { '<=': 'atMost', '>=': 'atLeast', '==': 'is' } as const;
const THRESHOLD =
  /^(?:(?<phase>[^:{}\s][^:{}]*?)\s*:\s*)?(?<metric>[^\s<>=:{}]+(?:\{[^}]+\})?)\s*(?<op><=|>=|==)\s*(?<limit>\S+)$/;
/** As k6 writes it: `checks{name:…}` or `checks{check:…}`; quotes are no part of the name. */
const CHECK = /^(?:checks|checkShare)\{\s*(?:(?:name|check)\s*:)?\s*(['"]?)(.+)\1\s*\}$/;

/** `wireTtftMs.p95 <= 1500` or `peak: load.goodShare >= 95%`, as a budget. Without a phase: in every one but the warm-up. */
export function parseThreshold(text: string): Budget {
  const groups = THRESHOLD.exec(text.trim())?.groups;
  const limit = groups?.limit === undefined ? undefined : limitOf(groups.limit);
  if (groups?.metric === undefined || groups.op === undefined || limit === undefined) {
    throw new ConfigError(
      `the threshold "${text}" cannot be read`,
      'Write it as `metric <= number`, e.g. `wireTtftMs.p95 <= 1500`, `peak: load.goodShare >= 95%`, `checks{name:answer has text} >= 99%` or `recovered == true`; the operators are <=, >= and ==.',
    );
  }
  return {
    metric: metricOf(groups.metric),
    phase: groups.phase ?? 'run',
    op: OPERATORS[groups.op as keyof typeof OPERATORS],
    limit,
  };
}

function metricOf(written: string): string {
  const check = CHECK.exec(written)?.[2];
  if (check !== undefined) return checkMetric(check.trim());
  return written === 'checks' ? 'checkShare' : written;
}

function limitOf(text: string): number | boolean | undefined {
  if (text === 'true' || text === 'false') return text === 'true';
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(text)?.[1];
  if (percent !== undefined) return Number(percent) / 100;
  const seconds = /^(\d+(?:\.\d+)?)(ms|s)$/.exec(text);
  if (seconds !== null) return Number(seconds[1]) * (seconds[2] === 's' ? 1000 : 1);
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}
