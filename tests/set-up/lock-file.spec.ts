import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';

interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * `npm ci` refuses a lock file that lacks a package, even one for another platform. npm writes such a file itself when
 * the registry it asks does not carry that package.
 */
test('the lock file holds every package that its packages name', () => {
  const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'));
  const packages = lock.packages as Readonly<Record<string, LockedPackage>>;
  const missing = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !foldersAbove(path).some((folder) => `${folder}node_modules/${name}` in packages))
      .map((name) => `${path || 'the root'} needs ${name}`),
  );
  expect(missing).toEqual([]);
});

/** `node_modules/a/node_modules/b` → itself, `node_modules/a/`, and the root as an empty text. */
function foldersAbove(path: string): string[] {
  const parts = path === '' ? [] : path.split(/\/(?=node_modules\/)/);
  return parts.map((_, index) => `${parts.slice(0, parts.length - index).join('/')}/`).concat('');
}
