/** What went wrong beyond the message: where the error came from. */
export interface PlimsollErrorOptions {
  readonly cause?: unknown;
}

/**
 * Base of every error that a user may meet.
 *
 * The message reads "Failed to X: reason"; `hint` says what to do about it; `code` is stable and begins with `E_`.
 */
export class PlimsollError extends Error {
  readonly code: string;
  readonly hint: string;

  constructor(code: string, message: string, hint: string, options: PlimsollErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.hint = hint;
  }
}
