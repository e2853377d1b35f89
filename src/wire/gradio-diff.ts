/** A change of an output that Gradio sends in place of the output: what to do, where, with what. */
type Edit = readonly [action: string, path: readonly (string | number)[], value: unknown];

type Branch = Record<string | number, unknown>;

/** Keys by which JSON could reach into objects that are not its own. */
const FORBIDDEN: ReadonlySet<unknown> = new Set(['__proto__', 'constructor', 'prototype']);

/** The output after these edits; `undefined` when they do not fit it. `value` may be changed in place. */
export function applyGradioDiff(value: unknown, diff: unknown): unknown {
  if (!Array.isArray(diff)) return undefined;
  let edited = value;
  for (const edit of diff as readonly unknown[]) {
    if (!isEdit(edit)) return undefined;
    edited = apply(edited, edit);
    if (edited === undefined) return undefined;
  }
  return edited;
}

function isEdit(edit: unknown): edit is Edit {
  return (
    Array.isArray(edit) &&
    typeof edit[0] === 'string' &&
    Array.isArray(edit[1]) &&
    !(edit[1] as unknown[]).some((key) => FORBIDDEN.has(key))
  );
}

function apply(value: unknown, [action, path, change]: Edit): unknown {
  const key = path.at(-1);
  if (key === undefined) {
    if (action === 'replace') return change;
    return action === 'append' && typeof value === 'string' ? value + String(change) : undefined;
  }
  let at: unknown = value;
  for (const step of path.slice(0, -1)) at = (at as Branch | null | undefined)?.[step];
  if (typeof at !== 'object' || at === null) return undefined;
  const branch = at as Branch;
  switch (action) {
    case 'replace':
      branch[key] = change;
      return value;
    case 'append':
      if (typeof branch[key] !== 'string') return undefined;
      branch[key] += String(change);
      return value;
    case 'add':
      if (Array.isArray(at)) at.splice(Number(key), 0, change);
      else branch[key] = change;
      return value;
    case 'delete':
      if (Array.isArray(at)) at.splice(Number(key), 1);
      else delete branch[key];
      return value;
    default:
      return undefined;
  }
}
