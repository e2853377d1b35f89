/** Bench → a driver of the bench's own. */
export type ToDriver =
  | {
      readonly type: 'begin';
      readonly url: string;
      readonly baseNs: string;
      /** Held open at once, each replaced by the next when it ends. */
      readonly streams: number;
      readonly rampMs: number;
    }
  | { readonly type: 'mark' }
  | { readonly type: 'stop' };

/** A driver → bench. */
export type FromDriver =
  | {
      readonly type: 'marked';
      /** Since the process began. */
      readonly cpuMs: number;
      /** Bytes of bodies read so far, where the driver counts them. */
      readonly bytes: number | null;
      readonly residentBytes: number;
    }
  /** First texts by request id, where the driver looks for them. */
  | { readonly type: 'stopped'; readonly firstTextMs: Readonly<Record<string, number>> };
