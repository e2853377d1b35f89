import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** `node tests/bench/run.mjs [measurements…]`: compiles the bench and its processes, and runs it in this one. */

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const outdir = at('../../dist/bench');

await build({
  entryPoints: [
    at('main.ts'),
    at('server/paced-server.ts'),
    at('drivers/floor.ts'),
    at('drivers/fetch-streams.ts'),
    at('drivers/crowd.ts'),
    at('ledger/write-ledger.ts'),
    at('ledger/build-report.ts'),
  ],
  outbase: at('.'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // The product is measured as it was built, and not a copy of it.
  external: ['#plimsoll/*'],
  packages: 'external',
  outdir,
  logLevel: 'warning',
});
await import(`${outdir}/main.js`);
