/** The network of a device, as the browser is told to behave. */
export interface NetworkPlan {
  readonly latencyMs: number;
  readonly downloadKbps: number;
  readonly uploadKbps: number;
}

/** What a person holds in their hands. */
export interface DevicePlan {
  /** Unique in the plan; stands on each turn and in the findings. */
  readonly name: string;
  /** So many times slower than this machine; 1: as it is. */
  readonly cpuSlowdown: number;
  /** `null`: this machine's own. */
  readonly network: NetworkPlan | null;
  /** `null`: the browser's usual one, or that of `emulates`. */
  readonly viewport: { readonly width: number; readonly height: number } | null;
  readonly isMobile: boolean;
  readonly reducedMotion: boolean;
  /** Name of a device that Playwright knows, for its screen, touch and user agent. `null`: none. */
  readonly emulates: string | null;
}
