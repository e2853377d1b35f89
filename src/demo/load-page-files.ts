import { readFile } from 'node:fs/promises';

export interface PageFile {
  readonly type: string;
  readonly content: Buffer;
}

/** Seen from the compiled file, `dist/src/demo/`. */
const PAGE_FOLDER = new URL('../../demo-page/', import.meta.url);

const FILES = [
  { path: '/', name: 'index.html', type: 'text/html; charset=utf-8' },
  { path: '/page.js', name: 'page.js', type: 'text/javascript; charset=utf-8' },
  { path: '/page.css', name: 'page.css', type: 'text/css; charset=utf-8' },
];

/** The built page by URL path, held in memory: no request of a run waits for a disk. */
export async function loadPageFiles(): Promise<ReadonlyMap<string, PageFile>> {
  const entries = FILES.map(async ({ path, name, type }) => {
    const file = new URL(name, PAGE_FOLDER);
    try {
      return [path, { type, content: await readFile(file) }] as const;
    } catch (cause) {
      throw new Error(
        `Failed to load the chat page: ${file.pathname} cannot be read; run \`npm run build\``,
        { cause },
      );
    }
  });
  return new Map(await Promise.all(entries));
}
