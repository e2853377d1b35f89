import { once } from 'node:events';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HeaderRecord, LedgerRecord } from '#plimsoll/model/records.js';
import { chance } from '../../prove/chance.js';
import { plantRun } from '../../prove/plant-run.js';

/** `node write-ledger.js <folder> <streams> <turns>`: the folder of a run that had so many, over ten loads. */

const [folder = '', streams = '', turns = ''] = process.argv.slice(2);
const STEPS = Array.from({ length: 11 }, (_, step) => 10 * step);
const random = chance(1);
const { plan, ledger } = plantRun({
  seed: 1,
  random,
  streams: STEPS,
  turnsPerStage: () => Math.round(Number(turns) / STEPS.length),
  streamsPerStage: () => Math.round(Number(streams) / (STEPS.length - 1)),
  turn: ({ load }) => ({ serverMs: 300 * Math.exp(0.3 * random.normal()) * (1 + load / 60), pageMs: 20 }),
  stream: ({ load }) => 300 * Math.exp(0.3 * random.normal()) * (1 + load / 60),
});

const header: HeaderRecord = {
  type: 'header',
  schema: 'plimsoll.ledger/1',
  run: 'bench',
  role: 'conductor',
  process: 'conductor',
  pid: 1,
  baseNs: '0',
  clockOffsetMs: 0,
  clockErrorMs: 0,
  baseAt: ledger.zeroAt,
};
const records = function* (): Generator<LedgerRecord> {
  yield header;
  yield { type: 'zero', atMs: 0 };
  yield* ledger.stages;
  yield* ledger.buckets;
  yield* ledger.turns;
  yield* ledger.streams;
  yield { type: 'event', atMs: ledger.lastMs ?? 0, kind: 'finished', message: 'finished' };
};

mkdirSync(join(folder, 'ledger'), { recursive: true });
writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
const file = createWriteStream(join(folder, 'ledger', 'conductor.jsonl'));
for (const record of records()) if (!file.write(`${JSON.stringify(record)}\n`)) await once(file, 'drain');
file.end();
await once(file, 'finish');
