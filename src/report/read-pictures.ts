import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Findings } from '../model/findings.js';
import type { Pictures } from './html/section.js';

/** All pictures of a report together; it is to stay a file that can be mailed. */
const MOST_BYTES = 450_000;

/** Pictures of turns that failed, as data URLs, as far as they lie in the run's folder and have room. */
export function readPictures(runDir: string, { turns }: Pick<Findings, 'turns'>): Pictures {
  const pictures = new Map<string, string>();
  let left = MOST_BYTES;
  for (const { screenshot } of turns) {
    if (screenshot === undefined) continue;
    // A name, never a path: findings may come from elsewhere.
    const file = join(runDir, basename(screenshot));
    if (!file.endsWith('.png') || !existsSync(file)) continue;
    const bytes = readFileSync(file);
    if (bytes.length > left) continue;
    left -= bytes.length;
    pictures.set(screenshot, `data:image/png;base64,${bytes.toString('base64')}`);
  }
  return pictures;
}
