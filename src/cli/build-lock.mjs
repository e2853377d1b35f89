import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 100;
const LIMIT_MS = 300_000;

/**
 * Waits until no other build of this checkout runs. The lock is a folder with its owner's process id, made elsewhere
 * and moved into place, so that it is never there without its owner. One whose owner is dead is taken over.
 *
 * @param {string} root
 * @returns {Promise<{ waited: boolean, release: () => void }>}
 */
export async function lockBuild(root) {
  const dist = join(root, 'dist');
  const lock = join(dist, '.lock');
  mkdirSync(dist, { recursive: true });
  const own = mkdtempSync(join(dist, '.lock-'));
  writeFileSync(join(own, 'pid'), String(process.pid));

  const deadline = performance.now() + LIMIT_MS;
  let waited = false;
  while (!moved(own, lock)) {
    waited = true;
    removeIfOwnerIsDead(lock, `${own}-dead`);
    if (performance.now() > deadline) {
      rmSync(own, { recursive: true, force: true });
      throw new Error(
        `another build holds ${lock} since ${LIMIT_MS / 60_000} minutes; remove it if none runs`,
      );
    }
    await sleep(POLL_MS);
  }
  return { waited, release: () => rmSync(lock, { recursive: true, force: true }) };
}

/**
 * @param {string} from
 * @param {string} to
 */
function moved(from, to) {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES'].includes(error.code)) return false;
    throw error;
  }
}

/**
 * @param {string} lock
 * @param {string} aside
 */
function removeIfOwnerIsDead(lock, aside) {
  const owner = ownerOf(lock);
  if (owner === null || isAlive(owner)) return;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  // Between our look and our move someone else may have taken it over: then it goes back.
  if (ownerOf(aside) !== owner && moved(aside, lock)) return;
  rmSync(aside, { recursive: true, force: true });
}

/** @param {string} lock */
function ownerOf(lock) {
  try {
    return Number(readFileSync(join(lock, 'pid'), 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
