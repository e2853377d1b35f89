import type { Curve } from '../model/records.js';
import type { TurnContent } from './turn-content.js';

/** What was seen of the browser's own request for one turn. Host monotonic milliseconds, the renderer's stamps. */
export interface WireObservation {
  readonly url: string;
  /** Missing for a wire that sends no request for a turn. */
  readonly requestSentMs: number | undefined;
  readonly connectedMs: number | undefined;
  readonly responseStartedMs: number | undefined;
  readonly firstTextMs: number | undefined;
  readonly curve: Curve;
  /** All the visible text that was found in the stream. */
  readonly text: string;
  readonly status: number | undefined;
  readonly contentType: string | undefined;
  readonly requestId: string | undefined;
  readonly terminal: 'ok' | 'incomplete' | undefined;
  /** The backend said in the stream that it failed. */
  readonly error: string | undefined;
  /** The stream is not what the dialect allows, so neither its text nor its end can be relied on. */
  readonly parseError: string | undefined;
  /** The request failed or was cut. */
  readonly failed: string | undefined;
  readonly finished: boolean;
  /** What it is made of: when its bytes came, whatever they said, and what better times can be put to. */
  readonly content?: TurnContent | undefined;
}
