import { basename, join } from 'node:path';
import { CHECKOUT, isStale } from './build-stamp.mjs';
import { dependenciesAreStale } from './dependencies-stale.mjs';
import { runChild } from './run-child.mjs';

/**
 * `node src/cli/set-up.mjs <command> [args…]`: makes a fresh checkout ready (packages, build, browser) and runs the
 * command. Uses nothing but Node, because it runs before anything is installed.
 */

const WRONG_USE = 2;
const NEEDED_NODE = [20, 19];

/** @type {Record<string, { script: string, args?: string[], browser?: boolean }>} */
const COMMANDS = {
  experience: { script: 'dist/src/cli/main.js', args: ['run'], browser: true },
  nightly: { script: 'dist/src/cli/main.js', args: ['run', '--profile', 'nightly'], browser: true },
  sample: { script: 'src/cli/rebuild-sample.mjs', browser: true },
  'experience:model': { script: 'dist/src/cli/main.js', args: ['run-model'], browser: true },
  test: {
    script: 'node_modules/@playwright/test/cli.js',
    args: ['test', '-c', 'tests/playwright.config.ts'],
    browser: true,
  },
  demo: { script: 'dist/src/demo/main.js' },
  report: { script: 'dist/src/cli/main.js', args: ['report'] },
  'report:allure': { script: 'dist/src/cli/main.js', args: ['allure'] },
  build: { script: 'src/cli/build.mjs' },
};

process.exitCode = await setUpAndRun(process.argv[2], process.argv.slice(3));

/**
 * @param {string | undefined} name
 * @param {string[]} args
 * @returns {Promise<number>} exit code
 */
async function setUpAndRun(name, args) {
  const command = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name] : undefined;
  if (!command) return fail(`Usage: node src/cli/set-up.mjs <${Object.keys(COMMANDS).join('|')}> [args…]`);

  const whyNot = whyNodeIsTooOld(process.versions.node);
  if (whyNot) return fail(whyNot);

  const notReady = (await provideDependencies()) || (name !== 'build' && (await provideBuild()));
  if (notReady) return notReady;
  if (command.browser) {
    const noBrowser = await provideBrowser();
    if (noBrowser) return noBrowser;
  }
  const script = join(CHECKOUT, command.script);
  return runChild(process.execPath, [script, ...(command.args ?? []), ...args], { cwd: CHECKOUT });
}

/** @param {string} version */
function whyNodeIsTooOld(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [neededMajor = 0, neededMinor = 0] = NEEDED_NODE;
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return null;
  return `Failed to start: Plimsoll needs Node ${NEEDED_NODE.join('.')} or newer, and this is Node ${version}.`;
}

async function provideDependencies() {
  if (!dependenciesAreStale(CHECKOUT)) return 0;
  console.error('plimsoll: installing packages with `npm ci` …');
  // Started by npm, this is the path of that npm; other package managers set it too.
  const running = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund'];
  const options = { cwd: CHECKOUT };
  const exitCode =
    running && basename(running) === 'npm-cli.js'
      ? await runChild(process.execPath, [running, ...args], options)
      : await runChild('npm', args, { ...options, shell: process.platform === 'win32' });
  return exitCode && fail('Failed to install packages: see the errors of `npm ci` above.', exitCode);
}

async function provideBuild() {
  if (!isStale()) return 0;
  console.error('plimsoll: building …');
  return runChild(process.execPath, [join(CHECKOUT, 'src/cli/build.mjs')], { cwd: CHECKOUT });
}

/** Sets PLIMSOLL_BROWSER in our own environment, which the command inherits. */
async function provideBrowser() {
  const { provideBrowser: provide } = await import('../../dist/src/cli/provide-browser.js');
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  process.on('SIGINT', interrupt);
  try {
    await provide({ env: process.env, signal: interrupted.signal });
    return 0;
  } catch (error) {
    if (interrupted.signal.aborted) return 130;
    if (typeof error.hint !== 'string') throw error;
    return fail(`${error.message}\n${error.hint} (${error.code})`);
  } finally {
    process.off('SIGINT', interrupt);
  }
}

/**
 * @param {string} message
 * @param {number} [exitCode]
 */
function fail(message, exitCode = WRONG_USE) {
  console.error(message);
  return exitCode;
}
