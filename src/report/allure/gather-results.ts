import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Findings } from '../../model/findings.js';
import { OWN_PREFIX } from './allure-files.js';
import { ALLURE_RESULTS } from './write-allure.js';

/** Files that there can be one of; the run's own are the ones. */
const ONCE: ReadonlySet<string> = new Set(['environment.properties', 'categories.json', 'executor.json']);

/**
 * Copies what a report is to be made of into one folder: all results of the run and, where it was merged from segments
 * that lie beside it, what their tests reported. What a segment says of itself as a run is left out: the merged run has
 * it, and Allure would average the same figure of both.
 */
export function gatherResults(runDir: string, findings: Pick<Findings, 'run'>, into: string): void {
  copyFrom(join(runDir, ALLURE_RESULTS), into, () => true);
  for (const { run } of findings.run.segments) {
    if (run === findings.run.id) continue;
    const folder = join(dirname(runDir), run, ALLURE_RESULTS);
    if (existsSync(folder)) copyFrom(folder, into, (name) => !name.startsWith(OWN_PREFIX) && !ONCE.has(name));
  }
}

function copyFrom(folder: string, into: string, isWanted: (name: string) => boolean): void {
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isFile() && isWanted(entry.name))
      copyFileSync(join(folder, entry.name), join(into, entry.name));
}
