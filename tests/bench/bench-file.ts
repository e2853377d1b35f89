import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { HostFacts } from './host-facts.js';
import { type Figure, isMet } from './measurement.js';

interface BenchFile {
  readonly schema: 'plimsoll.bench/1';
  readonly measurements: Record<
    string,
    {
      readonly measuredAt: string;
      readonly host: HostFacts;
      readonly figures: readonly (Figure & { readonly met: boolean | null })[];
    }
  >;
}

/** Puts the figures of one measurement into the file; those of others stay as they are. */
export function keepFigures(
  file: string,
  measurement: string,
  host: HostFacts,
  figures: readonly Figure[],
): void {
  const before: BenchFile = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as BenchFile)
    : { schema: 'plimsoll.bench/1', measurements: {} };
  const after: BenchFile = {
    ...before,
    measurements: {
      ...before.measurements,
      [measurement]: {
        measuredAt: new Date().toISOString(),
        host,
        figures: figures.map((figure) => ({ ...figure, met: isMet(figure) })),
      },
    },
  };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(after, null, 2)}\n`);
}
