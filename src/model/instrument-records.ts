/** One play of the control: our own scripted stream through a bare page beside the chat page. */
export interface ControlRecord {
  readonly type: 'control';
  readonly person: string;
  /** Set when runs are merged, never in a file: which machine it was. */
  readonly shard?: string | undefined;
  readonly atMs: number;
  /** Cadence taken off each paint error: one frame. */
  readonly frameMs: number;
  /** One entry a write; `null`: never painted, never seen. Painted − written − one frame, and read − written. */
  readonly paintErrorMs: readonly (number | null)[];
  readonly wireErrorMs: readonly (number | null)[];
}

/** What the machine did in one interval. `null`: cannot be read here. */
export interface HostRecord {
  readonly type: 'host';
  /** Set when runs are merged, never in a file: which machine it was. */
  readonly shard?: string | undefined;
  readonly fromMs: number;
  readonly toMs: number;
  readonly cores: number;
  readonly cpuBusyShare: number | null;
  /** Busy minus our processes, the browsers and the demo, as a share of the whole machine. */
  readonly foreignCpuShare: number | null;
  readonly pressureSomeAvg10: number | null;
  readonly memoryAvailableMb: number | null;
  /** Share of the whole machine by role: `browsers`, `crowd`, `demo`, `workers`, `watch`, `conductor`. */
  readonly shares: Readonly<Record<string, number>>;
}

/** What the backend said of itself when it was asked; see the plan's `target.metrics`. */
export interface BackendRecord {
  readonly type: 'backend';
  /** The scrape before (of the first, and of one that failed, when it was asked), and when this one had come. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Gauges as they were, and rates per second of counters since the scrape before, by name and labels. */
  readonly series: Readonly<Record<string, number>>;
  /** Series that were asked for and did not fit. */
  readonly leftOut?: number | undefined;
  /** Lines that could not be read. */
  readonly badLines?: number | undefined;
  /** Why there is nothing. */
  readonly error?: string | undefined;
}
