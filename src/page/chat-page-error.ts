import { PlimsollError } from '../model/plimsoll-error.js';

/** What a person's browser got back when the chat could not be used. */
export interface PageEvidence {
  /** The chat's address, without credentials and query string. */
  readonly url: string;
  readonly status?: number | undefined;
  readonly contentType?: string | undefined;
  /** The first characters of the response's body. */
  readonly body?: string | undefined;
  readonly screenshot?: string | undefined;
}

/** Thrown when the chat page does not open or has no composer. */
export class ChatPageError extends PlimsollError {
  readonly evidence: PageEvidence;

  constructor(problem: string, fix: string, evidence: PageEvidence) {
    super('E_CHAT_PAGE', `Failed to open the chat at ${evidence.url}: ${problem}`, fix);
    this.evidence = evidence;
  }
}
