import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

export interface BuiltPage {
  readonly script: Buffer;
  readonly style: Buffer;
}

const SOURCES = fileURLToPath(new URL('pages/', import.meta.url));
const LOCK = fileURLToPath(new URL('../../package-lock.json', import.meta.url));
/** Where tools keep what they can make again; gone with the packages. */
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/plimsoll-kits/', import.meta.url));

/** zod carries its messages in fifty languages that no page shows. */
const WITHOUT_LOCALES: Plugin = {
  name: 'without-locales',
  setup({ onLoad }) {
    onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({ contents: 'export {};' }));
  },
};

/** Fonts that a kit's styles would fetch from the internet: a page of the tests asks nobody but its server. */
const WITHOUT_WEB_FONTS: Plugin = {
  name: 'without-web-fonts',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^https:\/\/fonts\./ }, ({ path }) => ({ path, namespace: 'web-font' }));
    onLoad({ filter: /./, namespace: 'web-font' }, () => ({ contents: '', loader: 'css' }));
  },
};

/** A page's bundle: made once for all workers and runs, until its sources or the packages change. */
export async function buildPage(name: string): Promise<BuiltPage> {
  const folder = `${CACHE}${name}-${sourceHash()}/`;
  if (!existsSync(folder)) await bundleInto(folder, name);
  const style = `${folder}page.css`;
  return {
    script: readFileSync(`${folder}page.js`),
    style: existsSync(style) ? readFileSync(style) : Buffer.alloc(0),
  };
}

async function bundleInto(folder: string, name: string): Promise<void> {
  const partial = `${CACHE}.${name}-${process.pid}/`;
  mkdirSync(partial, { recursive: true });
  const source = [`${SOURCES}${name}.tsx`, `${SOURCES}${name}.ts`].find((path) => existsSync(path));
  if (source === undefined)
    throw new Error(`Failed to build the page ${name}: it has no source in ${SOURCES}`);
  await build({
    entryPoints: { page: source },
    outdir: partial,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'chrome120',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.woff2': 'empty', '.woff': 'empty', '.ttf': 'empty', '.svg': 'dataurl' },
    legalComments: 'none',
    logLevel: 'error',
    plugins: [WITHOUT_LOCALES, WITHOUT_WEB_FONTS],
  });
  // What was made of sources that are gone.
  for (const entry of readdirSync(CACHE)) {
    const isOld = entry.replace(/-[0-9a-f]{16}$/, '') === name && `${CACHE}${entry}/` !== folder;
    if (isOld) rmSync(CACHE + entry, { recursive: true, force: true });
  }
  try {
    renameSync(partial, folder);
  } catch (error) {
    // Another worker has made the same page meanwhile.
    if (!existsSync(folder)) throw error;
    rmSync(partial, { recursive: true });
  }
}

function sourceHash(): string {
  const hash = createHash('sha256');
  for (const entry of readdirSync(SOURCES).sort()) hash.update(entry).update(readFileSync(SOURCES + entry));
  hash.update(readFileSync(LOCK)).update(readFileSync(fileURLToPath(import.meta.url)));
  return hash.digest('hex').slice(0, 16);
}
