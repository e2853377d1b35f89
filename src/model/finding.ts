/** A finding that says what it is worth. `caveats` are sentences for the reader. */
export interface Finding<Status extends string> {
  readonly status: Status;
  readonly caveats: readonly string[];
}
