import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ProofRow, proofRow } from './proof-row.js';
import { STUDIES } from './studies.js';

/** Cases of each study; their seeds are 1 to this. */
const CASES = 400;
/** From `dist/prove/`, where this is run. */
const PROOF_FILE = fileURLToPath(new URL('../../reports/proof.json', import.meta.url));

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !STUDIES.some((study) => study.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no study "${unknown.join('", "')}". Studies: ${STUDIES.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}

const seeds = Array.from({ length: CASES }, (_, index) => index + 1);
const rows: ProofRow[] = [];
for (const study of STUDIES) {
  if (wanted.length > 0 ? !wanted.includes(study.name) : study.wholeRuns === true) continue;
  console.log(`\n${study.name}: ${study.question}`);
  const startedMs = performance.now();
  for (const measured of await study.run(seeds)) {
    const row = proofRow(study.name, measured);
    rows.push(row);
    console.log(lineOf(row));
  }
  console.log(`  (${((performance.now() - startedMs) / 1_000).toFixed(1)} s)`);
}

const missed = rows.filter(({ ok }) => ok === false);
const ofWholeRuns = STUDIES.filter(({ wholeRuns }) => wholeRuns === true).map(({ name }) => name);
// Whole runs are made by themselves, so each leaves the other's rows as they were.
if (wanted.every((name) => ofWholeRuns.includes(name))) {
  const before: { readonly rows: readonly ProofRow[] } = existsSync(PROOF_FILE)
    ? (JSON.parse(readFileSync(PROOF_FILE, 'utf8')) as { rows: ProofRow[] })
    : { rows: [] };
  const ran = new Set(rows.map(({ study }) => study));
  const others = before.rows.filter(({ study }) => !ran.has(study));
  const studies = STUDIES.map(({ name, question, generator }) => ({ name, question, generator }));
  const proof = {
    schema: 'plimsoll.proof/1',
    command: `npm run prove; npm run prove -- ${ofWholeRuns.join(' ')}`,
    seeds: `1 to ${CASES}`,
    rows: [...rows, ...others],
    studies,
  };
  mkdirSync(dirname(PROOF_FILE), { recursive: true });
  writeFileSync(PROOF_FILE, `${JSON.stringify(proof, null, 1)}\n`);
  console.log(`\nWritten to ${PROOF_FILE}.`);
} else console.log('\nOnly a run of all studies, and whole runs, are written down.');
const judged = rows.filter(({ ok }) => ok !== null).length;
console.log(`${judged - missed.length} of ${judged} targets met.`);
if (missed.length > 0) process.exitCode = 1;

function lineOf({ name, n, value, target, ok }: ProofRow): string {
  const mark = ok === null ? ' ' : ok ? '✓' : '✗';
  const figure = value === null ? '–' : String(value);
  return `  ${mark} ${name.padEnd(72)} ${figure.padStart(8)}  ${(target ?? '').padEnd(14)} n = ${n}`;
}
