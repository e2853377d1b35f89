/** One event of a Chromium trace, as `Tracing.start` delivers it. Times are microseconds on the monotonic clock. */
export interface TraceEvent {
  readonly name: string;
  readonly cat: string;
  readonly ph: string;
  readonly ts: number;
  readonly pid: number;
  readonly id2?: { readonly local?: string; readonly global?: string };
  readonly args?: {
    readonly frame_reporter?: {
      readonly state?: string;
      readonly frame_type?: string;
      readonly frame_sequence?: number;
      readonly layer_tree_host_id?: number;
    };
    readonly send_begin_mainframe_to_commit_breakdown?: Readonly<Record<string, number>>;
  };
}
