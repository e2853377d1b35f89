import type { CrowdStart } from '../../model/crowd-start.js';
import type { CrowdStatus } from '../../model/crowd-status.js';
import type { StageLoad } from '../../model/plan.js';
import type { BucketRecord } from '../../model/records.js';
import type { TriedStream } from '../crowd.js';
import type { Share } from '../share.js';

/** What a thread of the load driver is told of its run, as its `workerData`. */
export interface ThreadStart extends CrowdStart {
  readonly share: Share;
  /** Requests so far, one number a lane; all threads count in it. */
  readonly requestsTaken: SharedArrayBuffer;
}

/** Leader → thread. */
export type ToThread =
  | { readonly type: 'try' }
  /** All threads begin at the same `fromMs`, on the run's clock. */
  | { readonly type: 'hold'; readonly load: StageLoad; readonly rampMs: number; readonly fromMs: number }
  /** A second is over. */
  | { readonly type: 'second' }
  | { readonly type: 'drain' }
  | { readonly type: 'close' };

/** Thread → leader. */
export type FromThread =
  | { readonly type: 'ready' }
  /** What the user wrote cannot be used. */
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'tried'; readonly tried: TriedStream }
  | { readonly type: 'bucket'; readonly bucket: BucketRecord }
  | { readonly type: 'second'; readonly status: CrowdStatus; readonly waitsMs: readonly number[] }
  | { readonly type: 'limit'; readonly message: string }
  | { readonly type: 'drained' }
  | { readonly type: 'closed' };
