import { createReadStream, createWriteStream } from 'node:fs';
import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** What a blob carries a run's ledgers in: the plan in its first line, then every ledger as it was written. */
export const PACK_NAME = 'ledger.jsonl.gz';
export const PACK_SCHEMA = 'plimsoll.pack/1';

/** Writes plan and ledgers of a run into one compressed file of its folder; returns the file. */
export async function packLedgers(runDir: string, run: string): Promise<string> {
  const packed = join(runDir, PACK_NAME);
  await pipeline(Readable.from(partsOf(runDir, run)), createGzip(), createWriteStream(packed));
  return packed;
}

async function* partsOf(runDir: string, run: string): AsyncGenerator<Buffer> {
  const plan: unknown = JSON.parse(await readFile(join(runDir, 'plan.json'), 'utf8'));
  yield Buffer.from(`${JSON.stringify({ type: 'pack', schema: PACK_SCHEMA, run, plan })}\n`);
  const folder = join(runDir, 'ledger');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jsonl'));
  for (const name of names.sort()) {
    const file = join(folder, name);
    for await (const chunk of createReadStream(file)) yield chunk as Buffer;
    // A last line that was cut must not swallow the next file's header.
    if (!(await endsWithLine(file))) yield Buffer.from('\n');
  }
}

async function endsWithLine(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    if (size === 0) return true;
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer[0] === 10;
  } finally {
    await handle.close();
  }
}
