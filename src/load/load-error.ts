import { PlimsollError } from '../model/plimsoll-error.js';

/** Thrown when what the user wrote for the crowd cannot be used; nothing was sent then. */
export class LoadError extends PlimsollError {
  constructor(code: `E_${string}`, reason: string, hint: string, cause?: unknown) {
    super(code, reason, hint, cause === undefined ? undefined : { cause });
    this.name = 'LoadError';
  }
}
