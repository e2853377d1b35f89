import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockBuild } from './build-lock.mjs';
import { CHECKOUT, isStale, lastStamp, stampOf, writeStamp } from './build-stamp.mjs';

/** `node src/cli/build.mjs`: compiles everything into `dist/` and stamps it with what it was made of. */

const ROOT = realpathSync(CHECKOUT);
const TSC = 'node_modules/typescript/bin/tsc';
/** Bundles for browsers; each is a program of its own. */
const BUNDLES = ['src/probe/build-probe.mjs', 'src/report/build-client.mjs', 'src/demo/build-page.mjs'];
const ENTRIES = ['dist/src/cli/main.js'];
/** Playwright names tests by the source that a map leads to, which an installed package has not got. */
const WITHOUT_MAP = ['dist/tests/verdict/verdict.spec.js'];

class BuildError extends Error {}

try {
  const lock = await lockBuild(ROOT);
  // An interrupted build leaves no lock behind; its stamp is only written at the end.
  process.on('exit', lock.release);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));
  // Whoever waited for another build wants what that one has just made.
  if (!lock.waited || isStale(ROOT)) await build();
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  console.error(`Failed to build: ${error.message}`);
  process.exitCode = 1;
}

async function build() {
  // Taken before compiling: what changes meanwhile makes the result stale.
  const stamp = stampOf(ROOT);
  removeOutputsOfRemovedSources(stamp);
  await compile(stamp);
  await Promise.all(BUNDLES.map((bundle) => run(bundle, `${bundle} ended with the error above`)));
  for (const entry of ENTRIES) {
    if (!existsSync(join(ROOT, entry))) throw new BuildError(`${entry} is missing after compiling`);
    chmodSync(join(ROOT, entry), 0o755);
  }
  WITHOUT_MAP.forEach(dropMap);
  writeStamp(ROOT, stamp);
}

/** @param {string} output */
function dropMap(output) {
  const file = join(ROOT, output);
  if (!existsSync(file)) return;
  writeFileSync(file, readFileSync(file, 'utf8').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'));
  rmSync(`${file}.map`, { force: true });
}

/**
 * The compiler skips what its record of the last time calls unchanged, even if the output has been removed since.
 *
 * @param {import('./build-stamp.mjs').BuildStamp} stamp
 */
async function compile(stamp) {
  const complaint = 'the compiler found the errors above';
  await run(TSC, complaint);
  const outputs = stamp.paths
    .map(stemOf)
    .filter(Boolean)
    .map((stem) => join(ROOT, 'dist', `${stem}.js`));
  if (outputs.every((output) => existsSync(output))) return;
  rmSync(join(ROOT, 'dist', '.tsbuildinfo'), { force: true });
  await run(TSC, complaint);
}

/** @param {string} path */
function stemOf(path) {
  return /^(.+)(?<!\.d)\.tsx?$/.exec(path)?.[1];
}

/**
 * The compiler leaves the output of a source that is gone; an import of it would then still work here, only here.
 *
 * @param {import('./build-stamp.mjs').BuildStamp} stamp
 */
function removeOutputsOfRemovedSources(stamp) {
  const present = new Set(stamp.paths);
  for (const path of lastStamp(ROOT)?.paths ?? []) {
    const stem = stemOf(path);
    if (!stem || present.has(`${stem}.ts`) || present.has(`${stem}.tsx`)) continue;
    for (const suffix of ['.js', '.js.map', '.d.ts'])
      rmSync(join(ROOT, 'dist', stem + suffix), { force: true });
  }
}

/**
 * Runs one step; its output is shown only if it fails.
 *
 * @param {string} script
 * @param {string} complaint
 * @returns {Promise<void>}
 */
function run(script, complaint) {
  if (!existsSync(join(ROOT, script))) return Promise.reject(new BuildError(`${script} is missing`));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, script)], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (text) => {
      output += text;
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) return resolve();
      process.stderr.write(output);
      reject(new BuildError(complaint));
    });
  });
}
