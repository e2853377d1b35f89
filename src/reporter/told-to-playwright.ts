import { PlimsollError } from '../model/plimsoll-error.js';

/**
 * An error of ours as Playwright prints it: with its way out, and without a stack, which would only say where in
 * Plimsoll it was noticed. Other errors are returned as they are.
 */
export function toldToPlaywright(error: unknown): unknown {
  if (!(error instanceof PlimsollError)) return error;
  const told = new Error(`${error.message}\n${error.hint}\n(${error.code})`, { cause: error });
  told.stack = told.message;
  return told;
}
