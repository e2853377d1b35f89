import { cp, mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const SOURCE = fileURLToPath(new URL('page/', import.meta.url));
const TARGET = fileURLToPath(new URL('../../dist/demo-page/', import.meta.url));

/** zod, which the AI SDK parses with, carries its messages in fifty languages: half a page's script that is never read. */
const WITHOUT_LOCALES = {
  name: 'without-locales',
  setup({ onLoad }) {
    onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({ contents: 'export {};' }));
  },
};

/**
 * Bundles the demo's chat page into `dist/demo-page/`. One script and one style sheet: what a library would load
 * later is bundled with the rest, so that nothing is fetched in the middle of a turn.
 */
export async function buildDemoPage() {
  await mkdir(TARGET, { recursive: true });
  await Promise.all([
    build({
      entryPoints: { page: `${SOURCE}main.tsx` },
      outdir: TARGET,
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      target: 'chrome120',
      define: { 'process.env.NODE_ENV': '"production"' },
      legalComments: 'none',
      logLevel: 'warning',
      plugins: [WITHOUT_LOCALES],
    }),
    build({ entryPoints: [`${SOURCE}page.css`], outdir: TARGET, minify: true, logLevel: 'warning' }),
    cp(`${SOURCE}index.html`, `${TARGET}index.html`),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildDemoPage();
