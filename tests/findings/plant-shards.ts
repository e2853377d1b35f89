import type { LedgerData } from '../../dist/src/ledger/read-ledger.js';
import type { BucketRecord } from '../../dist/src/model/records.js';
import { seededRandom } from '../../dist/src/stats/seeded-random.js';

/** A shard's part of a whole number, by itself and not as the product divides. */
const half = (whole: number, index: number): number =>
  index === 1 ? Math.ceil(whole / 2) : Math.floor(whole / 2);

/**
 * What two machines would have written of one planted run: each half of the people and half of the crowd's users, and
 * of every second of the crowd the counts dealt by chance.
 */
export function plantShards(ledger: LedgerData, seed: number): [LedgerData, LedgerData] {
  const random = seededRandom(seed);
  const people = [...new Set(ledger.turns.map(({ person }) => person))].sort();
  const isOn = (index: number, person: string): boolean => people.indexOf(person) % 2 === index - 1;
  const buckets = ledger.buckets.map((bucket) => splitBucket(bucket, random));
  const shard = (index: 1 | 2): LedgerData => ({
    ...structuredClone(ledger),
    run: `${ledger.run}-on-${index}`,
    shard: { type: 'shard', index, of: 2, startAt: ledger.zeroAt },
    stages: ledger.stages.map((stage) => ({ ...stage, streams: half(stage.streams, index) })),
    turns: structuredClone(ledger.turns.filter(({ person }) => isOn(index, person))),
    controls: structuredClone(ledger.controls.filter(({ person }) => isOn(index, person))),
    streams: structuredClone(ledger.streams.filter(({ user }) => user % 2 === index - 1)),
    buckets: buckets.map((both) => both[index - 1]!),
    // One machine is looked at in even seconds, the other in odd ones: together as often as the one was.
    hosts: structuredClone(ledger.hosts.filter((_, second) => second % 2 === index - 1)),
  });
  return [shard(1), shard(2)];
}

function splitBucket(bucket: BucketRecord, random: () => number): [BucketRecord, BucketRecord] {
  const part = (whole: number): number => Math.round(random() * whole);
  const counts = ['starts', 'completions', 'failures', 'cancelled', 'events', 'textEvents', 'bytes'] as const;
  const [one, other] = [{ ...bucket }, { ...bucket }] as Record<string, unknown>[];
  for (const name of counts) {
    one![name] = part(bucket[name]);
    other![name] = bucket[name] - (one![name] as number);
  }
  for (const name of ['inFlight', 'streaming'] as const) {
    one![name] = random() * bucket[name];
    other![name] = bucket[name] - (one![name] as number);
  }
  one!.offeredStreams = half(bucket.offeredStreams, 1);
  other!.offeredStreams = half(bucket.offeredStreams, 2);
  // A histogram stays whole; whose it is changes.
  (random() < 0.5 ? one! : other!).gapsUs = null;
  (random() < 0.5 ? one! : other!).dispatchLagUs = null;
  return [one, other] as unknown as [BucketRecord, BucketRecord];
}
