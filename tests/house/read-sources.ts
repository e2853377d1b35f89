import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sources } from './read-imports.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Every file below these folders of the checkout that `wanted` accepts. */
export function readSources(folders: readonly string[], wanted: RegExp): Sources {
  const sources = new Map<string, string>();
  for (const folder of folders) {
    const entries = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      if (!entry.isFile() || !wanted.test(entry.name)) continue;
      const path = join(entry.parentPath, entry.name);
      sources.set(relative(ROOT, path).split(sep).join('/'), readFileSync(path, 'utf8'));
    }
  }
  return sources;
}
