import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { openLedger } from '../../dist/src/ledger/ledger-writer.js';
import { packLedgers } from '../../dist/src/ledger/pack-ledgers.js';
import { readLedger } from '../../dist/src/ledger/read-ledger.js';
import { unpackLedgers } from '../../dist/src/ledger/unpack-ledgers.js';
import { plantLedger } from '../findings/plant-ledger.js';
import { plantPlan } from '../findings/plant-plan.js';
import { writePlanted } from '../findings/write-planted.js';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-pack-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

const contentOf = (runDir: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(runDir, 'ledger'))
      .sort()
      .map((name) => [name, readFileSync(join(runDir, 'ledger', name), 'utf8')]),
  );

/** A planted run in files. */
function written(name: string): string {
  const runDir = join(folder, name);
  writePlanted(runDir, plantLedger({ seed: 7 }));
  writeFileSync(join(runDir, 'plan.json'), JSON.stringify(plantPlan));
  return runDir;
}

test('what is packed comes out as it was, from a file and from memory', async () => {
  const runDir = written('a');
  const packed = await packLedgers(runDir, 'planted-7');
  for (const [name, given] of [
    ['from-file', packed],
    ['from-memory', readFileSync(packed)],
  ] as const) {
    const out = join(folder, name);
    expect(await unpackLedgers(given, out)).toBe('planted-7');
    expect(contentOf(out)).toEqual(contentOf(runDir));
    expect(JSON.parse(readFileSync(join(out, 'plan.json'), 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(plantPlan)),
    );
  }
});

test('a last line that was cut takes no other ledger with it, and is counted as before', async () => {
  const runDir = written('a');
  appendFileSync(join(runDir, 'ledger', 'crowd.jsonl'), '{"type":"bucket","fromMs":1');
  const out = join(folder, 'out');
  await unpackLedgers(await packLedgers(runDir, 'planted-7'), out);
  const [before, after] = [await readLedger(runDir), await readLedger(out)];
  expect(before.cutLines).toBe(1);
  expect(after).toEqual(before);
});

test('what stood in the folder before goes', async () => {
  const out = join(folder, 'out');
  const other = openLedger(out, {
    run: 'other',
    role: 'person',
    process: 'person-9',
    pid: 1,
    baseNs: '1',
    clockOffsetMs: 0,
    clockErrorMs: 0,
    baseAt: 0,
  });
  other.close();
  await unpackLedgers(await packLedgers(written('a'), 'planted-7'), out);
  expect(existsSync(join(out, 'ledger', 'person-9.jsonl'))).toBe(false);
});

const pack = `{"type":"pack","schema":"plimsoll.pack/1","run":"r","plan":{"schema":"plimsoll.plan/1"}}\n`;
for (const { name, content, words } of [
  { name: 'no pack', content: Buffer.from('hello'), words: /cannot be unpacked: .*header/ },
  { name: 'an empty one', content: gzipSync(''), words: /it is empty/ },
  {
    name: 'ledgers without a plan',
    content: gzipSync('{"type":"header","process":"crowd"}\n'),
    words: /does not begin with the plan/,
  },
  {
    name: 'records without a header',
    content: gzipSync(`${pack}{"type":"zero","atMs":1}\n`),
    words: /its first ledger has no header/,
  },
  {
    name: 'a process that leads out of the folder',
    content: gzipSync(`${pack}{"type":"header","process":"../../evil"}\n`),
    words: /names no process/,
  },
  {
    name: 'one that was cut',
    content: gzipSync(pack.repeat(1_000)).subarray(0, 40),
    words: /cannot be unpacked/,
  },
]) {
  test(`${name} is refused with a reason`, async () => {
    await expect(unpackLedgers(content, join(folder, 'out'))).rejects.toThrow(words);
    expect(existsSync(join(folder, 'evil.jsonl'))).toBe(false);
  });
}

test('a file that is gone is told as such', async () => {
  await expect(unpackLedgers(join(folder, 'gone.gz'), join(folder, 'out'))).rejects.toThrow(
    /gone\.gz cannot be unpacked: it is gone/,
  );
});
