import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Long enough to be data, and no word. */
const BASE64 = /[A-Za-z0-9+/_-]{24,}={0,2}/g;
const GZIP = Buffer.from([0x1f, 0x8b]);
/** Data in data in data: an attachment in a report in a blob. */
const DEEPEST = 3;

/** A text, and all that is packed in it: gzip, base64, and percent signs. */
function* layersOf(bytes: Buffer, depth = 0): Generator<string> {
  if (bytes.subarray(0, 2).equals(GZIP)) {
    yield* layersOf(gunzipSync(bytes), depth);
    return;
  }
  const text = bytes.toString('utf8');
  yield text;
  if (text.includes('%'))
    yield text.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  if (depth === DEEPEST) return;
  for (const [encoded] of text.matchAll(BASE64)) {
    // Where it begins is not where the word begins: a run of letters may stand before it.
    const isLong = encoded.length > 200;
    for (const skip of isLong ? [0] : [0, 1, 2, 3]) {
      yield* layersOf(Buffer.from(encoded.slice(skip), 'base64'), isLong ? depth + 1 : DEEPEST);
    }
  }
}

/** Which of `words` stand in `text`, plain or packed, in whatever case. */
export function wordsIn(text: string | Buffer, words: readonly string[]): string[] {
  const found = new Set<string>();
  for (const layer of layersOf(Buffer.from(text as string))) {
    const lower = layer.toLowerCase();
    for (const word of words) if (lower.includes(word.toLowerCase())) found.add(word);
  }
  return [...found];
}

/** `file: words` for each file under `folder` in which one of `words` stands. */
export function filesWith(folder: string, words: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const found = wordsIn(readFileSync(path), words);
      return found.length === 0 ? [] : [`${path.slice(folder.length + 1)}: ${found.join(', ')}`];
    });
}
