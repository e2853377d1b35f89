import { gzipSync } from 'node:zlib';
import type { Findings } from '../model/findings.js';

/** The whole findings, as the report carries them for who wants the data: gzip in base64, which no HTML can end. */
export function packFindings(findings: Findings): string {
  return gzipSync(JSON.stringify(findings), { level: 9 }).toString('base64');
}
