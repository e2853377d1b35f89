/** The workloads of all ratios: chat chunks of 180–220 bytes, one event a write. */
export const WORKLOADS = [
  { name: '200 × 50/s', streams: 200 },
  { name: '1000 × 50/s', streams: 1000 },
] as const;

/** 50 events a second for 3 s, so that every stream of a 3 s window ends and begins once. */
export const SCRIPT = { events: 150, gapMs: 20, firstMs: 50 } as const;
export const RAMP_MS = 2000;
export const SETTLE_MS = 700;
export const WINDOW_MS = 3000;
