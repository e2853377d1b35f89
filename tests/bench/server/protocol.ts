/** What the paced server knows of one stream. */
export interface PacedLog {
  /** The request's own `x-request-id`, where it has one. */
  readonly id: string;
  /** When the first text was handed to the kernel, ms since the bench's zero. */
  readonly firstTextMs: number;
}

/** Counted since the server's start, but for `lateP99Ms`, which is since it was last asked. */
export interface PacedTotals {
  /** Events written, and their bytes with HTTP's framing. */
  readonly writes: number;
  readonly bytes: number;
  readonly streams: number;
  readonly open: number;
  readonly mostOpen: number;
  /** Writes that found an earlier one still waiting: the client does not read fast enough. */
  readonly waiting: number;
  /** Written minus due. */
  readonly lateP99Ms: number;
  readonly cpuMs: number;
}

export type ToPacedServer = { readonly type: 'totals' } | { readonly type: 'log' };

export type FromPacedServer =
  | { readonly type: 'listening'; readonly port: number }
  | { readonly type: 'totals'; readonly totals: PacedTotals }
  | { readonly type: 'log'; readonly log: readonly PacedLog[] };
