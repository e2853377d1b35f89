import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Bundles the probe into one classic script that Playwright injects before the page's own code. */
export async function buildProbe() {
  await build({
    entryPoints: [at('./main.ts')],
    outfile: at('../../dist/probe/probe.js'),
    bundle: true,
    format: 'iife',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildProbe();
