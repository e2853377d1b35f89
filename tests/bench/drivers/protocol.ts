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
      /** Events read so far, where the driver counts them. */
      readonly events: number | null;
      readonly residentBytes: number;
    }
  | {
      readonly type: 'stopped';
      /** First texts by request id, where the driver looks for them. */
      readonly firstTextMs: Readonly<Record<string, number>>;
      /** Of bodies, all that it has read. */
      readonly bytes: number;
    };
