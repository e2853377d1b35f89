import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether `node_modules` lacks what the lock file asks for. npm writes what it installed into a lock file of its own;
 * comparing the two by content holds in a fresh checkout too, where modification times mean nothing.
 *
 * @param {string} root
 */
export function dependenciesAreStale(root) {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return true;
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const installed = packagesIn(installedFile);
  return Object.entries(wanted).some(([path, entry]) => {
    // The root itself; and what npm leaves out where it does not fit the platform.
    if (path === '' || (entry.optional && !installed[path])) return false;
    const found = installed[path];
    if (!found || found.version !== entry.version) return true;
    // The lock file may not know the content of what is only for other platforms than the one it was written on.
    return entry.integrity !== undefined && found.integrity !== entry.integrity;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }>}
 */
function packagesIn(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
}
