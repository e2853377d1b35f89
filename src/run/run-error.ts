import { PlimsollError } from '../model/plimsoll-error.js';

/** Thrown when a run cannot be started or cannot go on. */
export class RunError extends PlimsollError {}
