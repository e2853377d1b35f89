import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** `node tests/calibrate/run.mjs [parts…]`: compiles the calibration and runs it in this process. */

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const outfile = at('../../dist/calibrate/main.js');

await build({
  entryPoints: [at('main.ts')],
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // The product is measured as it was built, and not a copy of it.
  external: ['#plimsoll/*'],
  packages: 'external',
  outfile,
  logLevel: 'warning',
});
await import(outfile);
