import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** `node tests/prove/run.mjs [studies…]`: compiles the studies and runs them in this process. */

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const outfile = at('../../dist/prove/main.js');

await build({
  entryPoints: [at('main.ts')],
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  outfile,
  logLevel: 'warning',
});
await import(outfile);
