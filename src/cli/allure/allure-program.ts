import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { AllureError } from './allure-error.js';

const manifestOfAllure = z.looseObject({
  name: z.literal('allure'),
  version: z.string(),
  bin: z.union([z.string(), z.looseObject({ allure: z.string() }).transform(({ allure }) => allure)]),
});

/** The script of Allure 3, as it is installed beside this package or where the command is called. */
export function allureProgram(): string {
  const folder = [import.meta.url, join(process.cwd(), 'package.json')]
    .map(folderSeenFrom)
    .find((found) => found !== undefined);
  if (folder === undefined) {
    throw new AllureError(
      'E_NO_ALLURE',
      'Allure is not installed here',
      'Run `npm install --save-dev allure` (version 3; it needs no Java).',
    );
  }
  const { version, bin } = manifestOfAllure.parse(
    JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
  );
  if (Number(version.split('.')[0]) < 3) {
    throw new AllureError(
      'E_NO_ALLURE',
      `Allure ${version} is installed, and this needs Allure 3`,
      'Run `npm install --save-dev allure@3`.',
    );
  }
  return join(folder, bin);
}

/** Its package does not let its manifest be asked for by name: it is looked for where Node looks for packages. */
function folderSeenFrom(place: string): string | undefined {
  const paths = createRequire(place).resolve.paths('allure') ?? [];
  return paths.map((path) => join(path, 'allure')).find((folder) => existsSync(join(folder, 'package.json')));
}
