import { closeSync, openSync, writeSync } from 'node:fs';

/** Appends what truly happened, one JSON line each. */
export interface TruthLog<Line> {
  append(line: Line): void;
  close(): void;
}

/** A line counts once `append` returned: it is written synchronously. `null`: nothing is kept. */
export function openTruthLog<Line>(file: string | null): TruthLog<Line> {
  if (file === null) return { append: () => undefined, close: () => undefined };
  let descriptor: number | null = openSync(file, 'a');
  return {
    append(line) {
      // A request may end after the server was closed; its client is gone and so is its line's reader.
      if (descriptor !== null) writeSync(descriptor, `${JSON.stringify(line)}\n`);
    },
    close() {
      if (descriptor !== null) closeSync(descriptor);
      descriptor = null;
    },
  };
}
