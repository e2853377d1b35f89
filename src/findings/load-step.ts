/** What one load gave: all counted turns (or streams) of the phases that offered it. */
export interface LoadStep {
  readonly phase: string;
  readonly load: number;
  readonly n: number;
  readonly good: number;
}
