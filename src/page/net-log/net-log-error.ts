import { PlimsollError } from '../../model/plimsoll-error.js';

/** Thrown when there is no place for the browser's network log. */
export class NetLogError extends PlimsollError {
  constructor(folder: string, cause: unknown) {
    super(
      'E_NET_LOG',
      `Failed to make a private folder for the browser's network log in ${folder}: ${cause instanceof Error ? cause.message : String(cause)}`,
      'Set TMPDIR to a folder that can be written.',
      { cause },
    );
  }
}
