/**
 * Where a replay stands. It is reckoned from the clock at every look, never summed up from frames: a frame that comes
 * late, or a tab that sleeps, cannot make it slower than life.
 */
export class ReplayClock {
  readonly #now: () => number;
  #baseMs = 0;
  #startedMs: number | null = null;
  #speed = 1;

  constructor(now: () => number) {
    this.#now = now;
  }

  get isRunning(): boolean {
    return this.#startedMs !== null;
  }

  /** Milliseconds of the recording. */
  get positionMs(): number {
    return this.#startedMs === null
      ? this.#baseMs
      : this.#baseMs + (this.#now() - this.#startedMs) * this.#speed;
  }

  start(): void {
    this.#startedMs ??= this.#now();
  }

  stop(): void {
    this.#baseMs = this.positionMs;
    this.#startedMs = null;
  }

  moveTo(positionMs: number): void {
    this.#baseMs = positionMs;
    if (this.#startedMs !== null) this.#startedMs = this.#now();
  }

  set speed(factor: number) {
    this.moveTo(this.positionMs);
    this.#speed = factor;
  }
}
