import { readFileSync } from 'node:fs';
import type { DialectName } from '../../dist/src/model/dialect.js';
import type { Framing } from '../../dist/src/wire/dialect.js';
import type { Understood } from './read-stream.js';

export interface Recording {
  readonly file: string;
  readonly dialect: DialectName;
  readonly framing: Framing;
  readonly bytes: Buffer;
  /** Without counts of events where these depend on how the body was cut, as in plain text. */
  readonly expected: Partial<Understood>;
}

const folder = new URL('./recorded/', import.meta.url);

/** Every recorded stream: by `record.mjs` from real peers, or written by the wire's documentation. */
export const recordings: readonly Recording[] = Object.entries(
  JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Record<
    string,
    Partial<Understood> & Pick<Recording, 'dialect' | 'framing'>
  >,
).map(([file, { dialect, framing, ...expected }]) => ({
  file,
  dialect,
  framing,
  bytes: readFileSync(new URL(file, folder)),
  expected,
}));

export function recording(file: string): Recording {
  const found = recordings.find((candidate) => candidate.file === file);
  if (found === undefined) throw new Error(`There is no recording ${file}`);
  return found;
}
