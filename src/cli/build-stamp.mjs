import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of this checkout. */
export const CHECKOUT = fileURLToPath(new URL('../../', import.meta.url));

const FOLDERS = ['src', 'fixtures', 'tests/verdict'];
const FILES = ['package-lock.json', 'tsconfig.json'];

/**
 * What a build is made of: the paths of all inputs, sorted, and one hash over their paths and content.
 *
 * @typedef {{ hash: string, paths: string[] }} BuildStamp
 */

/**
 * @param {string} root
 * @returns {BuildStamp}
 */
export function stampOf(root) {
  const paths = [...FOLDERS.flatMap((folder) => filesBelow(root, folder)), ...FILES].sort();
  const hash = createHash('sha256');
  for (const path of paths) {
    const content = contentOf(join(root, path));
    hash.update(`${path}\0${content?.length ?? 'missing'}\0`);
    if (content) hash.update(content);
  }
  return { hash: hash.digest('hex'), paths };
}

/**
 * The stamp of the last build that succeeded.
 *
 * @param {string} root
 * @returns {BuildStamp | null}
 */
export function lastStamp(root) {
  const content = contentOf(stampFile(root));
  if (!content) return null;
  const [hash = '', ...paths] = content.toString('utf8').trimEnd().split('\n');
  return { hash, paths };
}

/**
 * @param {string} root
 * @param {BuildStamp} stamp
 */
export function writeStamp(root, stamp) {
  mkdirSync(join(root, 'dist'), { recursive: true });
  const partial = `${stampFile(root)}.${process.pid}`;
  writeFileSync(partial, `${[stamp.hash, ...stamp.paths].join('\n')}\n`);
  renameSync(partial, stampFile(root));
}

/** Whether `dist/` was built from other sources than those that are there now. */
export function isStale(root = CHECKOUT) {
  return lastStamp(root)?.hash !== stampOf(root).hash;
}

/** @param {string} root */
function stampFile(root) {
  return join(root, 'dist', '.stamp');
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]}
 */
function filesBelow(root, folder) {
  let entries;
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch (error) {
    // Removed while we were looking, or not there yet.
    if (error.code === 'ENOENT') return [];
    throw error;
  }
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(root, path) : [path];
  });
}

/** @param {string} path */
function contentOf(path) {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}
