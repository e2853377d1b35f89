import { PlimsollError } from '../../model/plimsoll-error.js';

/** What the user wrote cannot be used, or something of ours is broken. */
export function whyNoCrowd(error: unknown): string {
  if (error instanceof PlimsollError) return `${error.message}\n${error.hint}`;
  return `Failed to start the crowd: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
