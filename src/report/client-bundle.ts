import { readFileSync } from 'node:fs';
import { buildMissing } from './build-missing.js';

/** Seen from `dist/src/report/`. */
const BUNDLE = new URL('../../report-client/client.js', import.meta.url);

/** The script that draws the charts, as built by `build-client.mjs`, safe inside a `<script>` element. */
export function clientBundle(): string {
  let code: string;
  try {
    code = readFileSync(BUNDLE, 'utf8');
  } catch (cause) {
    throw buildMissing('Failed to render the report: its chart script is not built', BUNDLE, cause);
  }
  // Either sequence would change how the HTML parser reads the rest of the file; in JS both spellings mean the same.
  return code.replaceAll('</script', '<\\/script').replaceAll('<!--', '\\x3c!--');
}
