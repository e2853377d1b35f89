import { posix } from 'node:path';
import { blankComments } from './blank-comments.js';

/** Path of a source below the root, with slashes, and its text. */
export type Sources = ReadonlyMap<string, string>;

export interface Import {
  readonly from: string;
  /** A path below the root, or the name of a package. */
  readonly to: string;
  readonly isPackage: boolean;
  readonly typeOnly: boolean;
}

const STATEMENT =
  /^[ \t]*(?:import|export)\s+(type\s+(?!from\b|,))?(?:[\w*{}$\s,]+?\sfrom\s*|[\w*{}$\s,]*\}\s*from\s*)?(['"])([^'"\n]+)\2/gm;
const CALL = /(\btypeof\s+)?\bimport\(\s*(['"])([^'"\n]+)\2/g;

/** Every import, re-export and dynamic import between sources, and of packages. */
export function readImports(sources: Sources): Import[] {
  return [...sources].flatMap(([from, text]) => {
    const code = blankComments(text);
    return [...code.matchAll(STATEMENT), ...code.matchAll(CALL)].map(([, type, , specifier]) => ({
      from,
      ...target(sources, from, specifier!),
      typeOnly: type !== undefined,
    }));
  });
}

function target(sources: Sources, from: string, specifier: string): Pick<Import, 'to' | 'isPackage'> {
  const path = specifier.startsWith('.')
    ? posix.join(posix.dirname(from), specifier)
    : specifier.replace(/^#plimsoll\//, 'src/');
  if (path === specifier) return { to: specifier, isPackage: true };
  const stem = path.replace(/^dist\//, '').replace(/\.js$/, '');
  const source = [path, `${stem}.ts`, `${stem}.tsx`].find((candidate) => sources.has(candidate));
  return { to: source ?? path, isPackage: false };
}
