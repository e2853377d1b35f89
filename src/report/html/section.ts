import type { JSX } from 'preact';
import type { Findings } from '../../model/findings.js';

/** One part of the report. To add one is a file and a line in `sections.ts`. */
export interface Section {
  readonly id: string;
  readonly title: string;
  render(findings: Findings): JSX.Element;
}
