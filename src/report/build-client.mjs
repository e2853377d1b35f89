import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Apache-2.0 and BSD-3 ask that their notices go along; one line does that, where each module's would be a hundred. */
const NOTICE = `/*! Contains Apache ECharts (Copyright the Apache Software Foundation, Apache-2.0, https://echarts.apache.org) and ZRender (Copyright Baidu Inc., BSD-3-Clause). */`;

/**
 * Bundles what draws the report's charts: into one classic script, which the report carries inline, and into a module
 * by which Node draws the same as pictures.
 */
export async function buildReportClient() {
  const shared = {
    bundle: true,
    target: 'es2022',
    minify: true,
    banner: { js: NOTICE },
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    logLevel: 'warning',
  };
  await Promise.all([
    build({
      ...shared,
      entryPoints: [at('./client/main.ts')],
      outfile: at('../../dist/report-client/client.js'),
      format: 'iife',
    }),
    build({
      ...shared,
      entryPoints: [at('./client/svg-charts.ts')],
      outfile: at('../../dist/report-client/svg-charts.js'),
      format: 'esm',
    }),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildReportClient();
