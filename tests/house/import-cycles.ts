import type { Import } from './read-imports.js';

/** Each cycle between files once, as `a.ts → b.ts → a.ts`, beginning with the first by name. */
export function importCycles(imports: readonly Import[]): string[] {
  const targets = new Map<string, string[]>();
  for (const { from, to, isPackage } of imports) {
    if (!isPackage) targets.set(from, [...(targets.get(from) ?? []), to]);
  }
  const cycles = new Set<string>();
  const done = new Set<string>();

  const visit = (file: string, trail: readonly string[]) => {
    const begun = trail.indexOf(file);
    if (begun >= 0) cycles.add(inOrder(trail.slice(begun)));
    if (begun >= 0 || done.has(file)) return;
    for (const next of targets.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of [...targets.keys()].sort()) visit(file, []);
  return [...cycles];
}

function inOrder(cycle: readonly string[]): string {
  const first = cycle.indexOf([...cycle].sort()[0]!);
  const turned = [...cycle.slice(first), ...cycle.slice(0, first)];
  return [...turned, turned[0]].join(' → ');
}
