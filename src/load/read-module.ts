import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createJiti } from 'jiti';
import { LoadError } from './load-error.js';

const TYPESCRIPT = ['.ts', '.mts', '.cts'];
const JAVASCRIPT = ['.js', '.mjs', '.cjs'];

/** The exports of a file of the user's, in TypeScript too: every Node that we run on reads it. */
export async function readModule(file: string): Promise<Readonly<Record<string, unknown>>> {
  const extension = extname(file);
  if (![...TYPESCRIPT, ...JAVASCRIPT].includes(extension)) {
    throw new LoadError(
      'E_LOAD_FILE',
      `Failed to read ${file}: it is neither TypeScript nor JavaScript`,
      `Name a file that ends in ${[...TYPESCRIPT, ...JAVASCRIPT].join(', ')}.`,
    );
  }
  if (!existsSync(file)) {
    throw new LoadError(
      'E_LOAD_FILE',
      `Failed to read ${file}: there is no such file`,
      'Give the path of a plan, or an http or https URL to load.',
    );
  }
  try {
    if (JAVASCRIPT.includes(extension)) return await import(pathToFileURL(file).href);
    return await createJiti(import.meta.url, { interopDefault: false, fsCache: false }).import(file);
  } catch (error) {
    if (error instanceof LoadError) throw error;
    throw new LoadError(
      'E_LOAD_FILE',
      `Failed to read ${file}: ${error instanceof Error ? error.message : String(error)}`,
      'It is run as a module: correct it there.',
      error,
    );
  }
}
