import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Findings } from '../../model/findings.js';
import { OWN_PREFIX } from './allure-files.js';
import { segmentResult } from './segment-result.js';
import { ALLURE_RESULTS } from './write-allure.js';

/** Files that there can be one of; the run's own are the ones. */
const ONCE: ReadonlySet<string> = new Set(['environment.properties', 'categories.json', 'executor.json']);

/**
 * Copies what a report is to be made of into one folder: all results of the run and, where it was merged from segments
 * that lie beside it, what their tests reported. What a segment says of itself as a run is left out: the merged run has
 * it, and Allure would average the same figure of both.
 */
export function gatherResults(runDir: string, findings: Pick<Findings, 'run'>, into: string): void {
  for (const [name, file] of filesIn(join(runDir, ALLURE_RESULTS))) copyFileSync(file, join(into, name));
  for (const { label, run } of findings.run.segments) {
    const folder = join(dirname(runDir), run, ALLURE_RESULTS);
    if (run !== findings.run.id && existsSync(folder)) gatherSegment(folder, label, into);
  }
}

function gatherSegment(folder: string, label: string, into: string): void {
  for (const [name, file] of filesIn(folder)) {
    if (name.startsWith(OWN_PREFIX) || ONCE.has(name)) continue;
    if (!name.endsWith('-result.json')) copyFileSync(file, join(into, name));
    else {
      const result = segmentResult(readFileSync(file, 'utf8'), label);
      if (result !== undefined) writeFileSync(join(into, name), result);
    }
  }
}

const filesIn = (folder: string): [name: string, file: string][] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => [name, join(folder, name)]);
