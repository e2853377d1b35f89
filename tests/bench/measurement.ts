/** One figure of the bench: what was found, and what it was to be. */
export interface Figure {
  /** E.g. `cpuPerEvent.vsFloor`. */
  readonly name: string;
  /** Under what load, e.g. `1000 × 50/s`. */
  readonly workload?: string;
  /** `null`: it could not be measured here; `note` says why. */
  readonly value: number | null;
  readonly unit:
    | 'ratio'
    | 'ms'
    | 's'
    | 'µs'
    | 'kB'
    | 'streams'
    | 'events/s'
    | 'share'
    | 'kB/min'
    | 'records/s';
  readonly target?: { readonly atMost: number } | { readonly atLeast: number };
  /** Lowest and highest of the repeats. */
  readonly range?: readonly [number, number];
  readonly n?: number;
  readonly note?: string;
}

/** One thing that the bench can measure; a file of its own in `measurements/`, and a line in `measurements.ts`. */
export interface Measurement {
  /** One sentence for `--help`. */
  readonly about: string;
  /** Whether it is measured when nothing is named. */
  readonly byDefault: boolean;
  run(options: BenchOptions): Promise<readonly Figure[]>;
}

export interface BenchOptions {
  /** Repeats of what is measured in turns with something else. */
  readonly repeats: number;
  /** How long what takes its time may take, e.g. a soak. */
  readonly minutes: number;
  /** Tells what is going on. */
  say(line: string): void;
}

/** `null` where there is no target or no value. */
export function isMet({ value, target }: Figure): boolean | null {
  if (target === undefined || value === null) return null;
  return 'atMost' in target ? value <= target.atMost : value >= target.atLeast;
}
