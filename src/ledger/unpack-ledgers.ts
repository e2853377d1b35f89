import {
  closeSync,
  createReadStream,
  existsSync,
  mkdirSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { LedgerError } from './ledger-error.js';
import { PACK_SCHEMA } from './pack-ledgers.js';
import { splitLines } from './split-lines.js';

const packLine = z.looseObject({
  type: z.literal('pack'),
  schema: z.literal(PACK_SCHEMA),
  run: z.string(),
  plan: z.looseObject({ schema: z.literal('plimsoll.plan/1') }),
});
const headerLine = z.looseObject({ type: z.literal('header'), process: z.string().regex(/^[\w-]+$/) });

/**
 * Writes what {@link packLedgers} packed into the folder of a run: its plan, and a file for each process. What stood in
 * the folder before goes.
 *
 * @param packed the file, or its content
 * @returns the run's id
 */
export async function unpackLedgers(packed: string | Buffer, runDir: string): Promise<string> {
  const name = typeof packed === 'string' ? packed : 'the attachment';
  if (typeof packed === 'string' && !existsSync(packed)) throw broken(name, 'it is gone');
  const folder = join(runDir, 'ledger');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const source = typeof packed === 'string' ? createReadStream(packed) : Readable.from([packed]);
  const content = source.pipe(createGunzip());
  // `pipe` does not hand errors on.
  source.on('error', (error: Error) => content.destroy(error));
  let run: string | undefined;
  let fd: number | undefined;
  try {
    for await (const lines of splitLines(content)) {
      for (const { text } of lines) {
        if (run === undefined) {
          const pack = packIn(text, name);
          writeFileSync(join(runDir, 'plan.json'), `${JSON.stringify(pack.plan, null, 2)}\n`);
          run = pack.run;
          continue;
        }
        if (text.startsWith('{"type":"header"')) {
          if (fd !== undefined) closeSync(fd);
          fd = openSync(join(folder, `${processIn(text, name)}.jsonl`), 'a');
        }
        if (text === '') continue;
        if (fd === undefined) throw broken(name, 'its first ledger has no header');
        writeSync(fd, `${text}\n`);
      }
    }
  } catch (error) {
    if (error instanceof LedgerError) throw error;
    throw broken(name, error instanceof Error ? error.message : String(error), error);
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
  if (run === undefined) throw broken(name, 'it is empty');
  return run;
}

function packIn(text: string, name: string): z.infer<typeof packLine> {
  const parsed = packLine.safeParse(parsedJson(text));
  if (parsed.success) return parsed.data;
  throw broken(name, 'it does not begin with the plan of the run');
}

/** The name becomes that of a file: anything that could lead elsewhere is refused. */
function processIn(text: string, name: string): string {
  const parsed = headerLine.safeParse(parsedJson(text));
  if (parsed.success) return parsed.data.process;
  throw broken(name, 'a header in it names no process');
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is no JSON is neither a pack nor a header: the caller says so.
    return undefined;
  }
}

const broken = (name: string, reason: string, cause?: unknown): LedgerError =>
  new LedgerError(
    'E_LEDGER_PACK',
    `${name} cannot be unpacked: ${reason}`,
    'It must be the attachment of the verdict, written by this version; blobs keep it unless `preserveOutput` is "failures-only".',
    cause,
  );
