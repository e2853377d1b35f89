import type { InstallStep } from './install-context.js';
import type { BoundedCommand } from './run-bounded.js';
import { whyFailed } from './why-failed.js';

const LIMIT_MS = 300_000;

/** Debian's own `chromium`, where the machine is a Debian and we may install packages. */
export const installDebianChromium: InstallStep = async ({ env, isRoot, osRelease, run, say, signal }) => {
  const whyNotHere = whyNotDebian(osRelease);
  if (whyNotHere) return whyNotHere;
  if (!isRoot) return 'installing packages needs root: `sudo apt-get install chromium`';

  say('browser: installing the package chromium with apt-get …');
  const deadline = performance.now() + LIMIT_MS;
  const aptGet = (...args: string[]): BoundedCommand => ({
    title: `apt-get ${args[0]}`,
    command: 'apt-get',
    args,
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
    timeoutMs: Math.max(1000, deadline - performance.now()),
    signal,
  });

  // A failed update is no reason to stop: the lists at hand may do.
  const update = aptGet('update');
  const updated = await run(update);
  if (updated.ended === 'aborted' || updated.ended === 'not-started') return whyFailed(update, updated);
  const install = aptGet('install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation');
  const installed = await run(install);
  if (installed.exitCode === 0) return null;
  const first = updated.exitCode === 0 ? '' : `${whyFailed(update, updated)}; then `;
  return first + whyFailed(install, installed);
};

/** `null`: a Debian whose package `chromium` is a browser. */
function whyNotDebian(osRelease: string | null): string | null {
  if (osRelease === null) return 'this is no Debian (no /etc/os-release)';
  const id = field(osRelease, 'ID');
  const family = [id, ...field(osRelease, 'ID_LIKE').split(/\s+/)];
  if (family.includes('ubuntu')) return "Ubuntu's package chromium is only a pointer to a snap";
  if (!family.includes('debian')) return `this is no Debian (${id || 'unnamed'})`;
  return null;
}

function field(osRelease: string, name: string): string {
  const line = osRelease.split('\n').find((candidate) => candidate.startsWith(`${name}=`));
  return (line ?? '')
    .slice(name.length + 1)
    .replace(/^["']|["']\s*$/g, '')
    .trim();
}
