import type { ShardRecord } from './records.js';

/** Which part of what a run is. */
export type Shard = Omit<ShardRecord, 'type'>;
