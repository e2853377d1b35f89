import type { JSX } from 'preact';
import type { Findings } from '../../model/findings.js';

/** Pictures of the page by the name of their file, as data URLs. */
export type Pictures = ReadonlyMap<string, string>;

/** One part of the report. To add one is a file and a line in `sections.ts`. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** Whether it has anything to say of this run; without it: always. */
  applies?(findings: Findings): boolean;
  render(findings: Findings, pictures: Pictures): JSX.Element;
}
