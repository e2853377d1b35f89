import { fileURLToPath } from 'node:url';
import { ReportError } from './report-error.js';

/** A script of the report that `build-client.mjs` builds is not there; `what` could not be done, and why. */
export const buildMissing = (what: string, bundle: URL, cause: unknown): ReportError =>
  new ReportError(
    'E_BUILD_MISSING',
    `${what} (${fileURLToPath(bundle)})`,
    'Run `npm run build` once; an installed package that lacks this file is broken.',
    cause,
  );
