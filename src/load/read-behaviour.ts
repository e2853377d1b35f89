import type { CrowdPlan } from '../model/plan.js';
import type { Check, CrowdBehaviour } from './behaviour.js';
import { BUILT_IN_CHECKS } from './checks.js';
import { LoadError } from './load-error.js';
import { readModule } from './read-module.js';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The functions that the plan's module holds (as its default export or by name), and the checks that the plan names. */
export async function readBehaviour({ module, checks: named }: CrowdPlan): Promise<CrowdBehaviour> {
  const exported = module === null ? {} : await readModule(module);
  const from = isObject(exported.default) ? { ...exported, ...exported.default } : exported;
  const prompt = functionOf(from, 'prompt', module);
  const headers = functionOf(from, 'headersOf', module) ?? functionOf(from, 'headers', module);
  return {
    prompt: prompt as CrowdBehaviour['prompt'],
    headers: headers as CrowdBehaviour['headers'],
    checks: { ...builtIn(named), ...ofModule(from.checks, module) },
  };
}

function functionOf(from: Readonly<Record<string, unknown>>, name: string, module: string | null): unknown {
  const value = from[name];
  // `headers` of a plan may be plain ones, for everybody; those are the target's.
  if (value === undefined || typeof value === 'function' || (name === 'headers' && isObject(value)))
    return typeof value === 'function' ? value : undefined;
  throw new LoadError(
    'E_LOAD_FILE',
    `Failed to read ${module}: ${name} is no function`,
    `Write it as a function, or leave it out.`,
  );
}

function builtIn(names: readonly string[]): Record<string, Check> {
  return Object.fromEntries(
    names.map((name) => {
      if (!Object.hasOwn(BUILT_IN_CHECKS, name)) throw unknownCheck(name);
      return [name, BUILT_IN_CHECKS[name as keyof typeof BUILT_IN_CHECKS]];
    }),
  );
}

function ofModule(checks: unknown, module: string | null): Record<string, Check> {
  if (checks === undefined) return {};
  if (Array.isArray(checks)) return builtIn(checks.map(String));
  if (!isObject(checks)) {
    throw new LoadError(
      'E_LOAD_FILE',
      `Failed to read ${module}: checks is neither a list of names nor an object`,
      "Write `checks: { 'has text': ({ text }) => text !== '' }`.",
    );
  }
  return Object.fromEntries(
    Object.entries(checks).map(([name, check]) => {
      if (typeof check === 'function') return [name, check as Check];
      if (check === true) return [name, builtIn([name])[name]!];
      throw new LoadError(
        'E_LOAD_FILE',
        `Failed to read ${module}: the check "${name}" is no function`,
        'Write a function of the answer, or `true` for a check that is built in.',
      );
    }),
  );
}

const unknownCheck = (name: string): LoadError =>
  new LoadError(
    'E_LOAD_CHECK',
    `Failed to prepare the checks: there is no check "${name}"`,
    `Built in are ${Object.keys(BUILT_IN_CHECKS).join(', ')}; others are functions in the plan's file.`,
  );
