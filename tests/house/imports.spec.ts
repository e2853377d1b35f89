import { expect, test } from '@playwright/test';
import { importCycles } from './import-cycles.js';
import { readImports } from './read-imports.js';
import { readSources } from './read-sources.js';
import { wrongArrows } from './wrong-arrows.js';

const code = readSources(['src', 'fixtures'], /\.(ts|tsx|mjs)$/);
const imports = readImports(code);

test('rooms import only what the design allows', () => {
  expect(wrongArrows(imports)).toEqual([]);
});

test('no file imports itself, however long the way round', () => {
  expect(importCycles(imports)).toEqual([]);
});

test('every import between files leads to a file', () => {
  const missing = imports.filter(({ to, isPackage }) => !isPackage && to.startsWith('src/') && !code.has(to));
  expect(missing.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
});

test('no file or folder has a name that says nothing', () => {
  const everything = readSources(['src', 'fixtures', 'tests'], /./);
  const vague = /(^|[/-])(utils?|helpers?|common|misc)([/.]|$)/;
  expect([...everything.keys()].filter((path) => vague.test(path))).toEqual([]);
});

test('no file is longer than 300 lines', () => {
  const lengths = [...code].map(([path, text]) => ({ path, lines: text.trimEnd().split('\n').length }));
  const long = lengths.filter(({ lines }) => lines > 300);
  expect(long.map(({ path, lines }) => `${path}: ${lines} lines`)).toEqual([]);
});

test.describe('the check itself', () => {
  /** Sources with nothing but these, by path. */
  const importsOf = (sources: Record<string, string>) => readImports(new Map(Object.entries(sources)));

  for (const [what, statement] of Object.entries({
    import: "import { crowd } from '../load/crowd.js';",
    'import over lines': "import {\n  crowd,\n  type Crowd,\n} from '../load/crowd.js';",
    'import of types': "import type { Crowd } from '../load/crowd.js';",
    'import for its effect': "import '../load/crowd.js';",
    're-export': "export { crowd } from '../load/crowd.js';",
    're-export of all': "export * from '../load/crowd.js';",
    're-export of types': "export type { Crowd } from '../load/crowd.js';",
    'dynamic import': "const { crowd } = await import('../load/crowd.js');",
    'import by alias': "import { crowd } from '#plimsoll/load/crowd.js';",
    'import of the build': "import { crowd } from '../../dist/src/load/crowd.js';",
  })) {
    test(`sees a wrong ${what}`, () => {
      const wrong = wrongArrows(importsOf({ 'src/page/a.ts': statement, 'src/load/crowd.ts': '' }));
      expect(wrong).toHaveLength(1);
      expect(wrong[0]).toMatch(
        /^src\/page\/a\.ts imports (types of )?src\/load\/crowd\.ts: page may not import load$/,
      );
    });
  }

  test('sees nothing wrong in what the design allows', () => {
    const allowed = importsOf({
      'src/page/a.ts': "import type { T } from '../probe/m.js';\nimport { m } from '../model/m.js';",
      'src/findings/a.ts':
        "import { x } from '../ledger/m.js';\nimport { y } from '../stats/m.js';\nimport 'zod';",
      'fixtures/a.ts': "import { x } from '../src/run/m.js';",
      'src/index.ts': "export * from './cli/m.js';",
      'src/wire/a.ts': "import { b } from './b.js';",
    });
    expect(wrongArrows(allowed)).toEqual([]);
  });

  test('tells a type from a value where only types may pass', () => {
    const wrong = wrongArrows(importsOf({ 'src/demo/a.ts': "import { type T } from '../wire/m.js';" }));
    expect(wrong).toEqual(['src/demo/a.ts imports src/wire/m.js: demo may only import types of wire']);
  });

  test('sees a package in the probe', () => {
    expect(wrongArrows(importsOf({ 'src/probe/a.ts': "import { z } from 'zod';" }))).toHaveLength(1);
  });

  test('sees a room that the table does not know', () => {
    expect(wrongArrows(importsOf({ 'src/shed/a.ts': "import { x } from '../model/m.js';" }))).toHaveLength(1);
  });

  test('takes nothing that is only mentioned for an import', () => {
    const mentions = [
      "// import { a } from '../load/a.js';",
      "/*\nimport { a } from '../load/a.js';\n*/",
      "const script = `\nimport { a } from '../load/a.js';\n`;",
      `const quote = /['"\`]/; // import('../load/a.js')`,
      `const address = 'http://host/'; const slash = 1 / 2; /* import('../load/a.js') */`,
    ];
    expect(importsOf({ 'src/page/a.ts': mentions.join('\n') })).toEqual([]);
  });

  test('sees a cycle over three files, once', () => {
    const cycle = importsOf({
      'src/run/b.ts': "import { c } from './c.js';",
      'src/run/c.ts': "import type { A } from './a.js';",
      'src/run/a.ts': "export { b } from './b.js';",
      'src/run/main.ts': "import './a.js';\nimport './c.js';",
    });
    expect(importCycles(cycle)).toEqual(['src/run/a.ts → src/run/b.ts → src/run/c.ts → src/run/a.ts']);
  });

  test('sees a file that imports itself', () => {
    expect(importCycles(importsOf({ 'src/run/a.ts': "import { a } from './a.js';" }))).toHaveLength(1);
  });
});
