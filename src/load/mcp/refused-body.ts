import type { Refusal } from '../judge-response.js';
import { refusalDetail } from '../refusal-detail.js';
import { retryAfterMs } from '../retry-after.js';
import type { Failure } from './failure.js';

const SAMPLE_CHARS = 2000;
/** A refusal whose body goes on and on, or never ends, is told without the rest of it. */
const MAX_BYTES = 64 * 1024;
const LONGEST_MS = 1000;

/** Takes the beginning of a response that is no stream, then tells of it, once. */
export interface RefusedBody {
  bytes(chunk: Buffer): void;
  /** The body is over, or broke off. */
  end(): void;
}

export function createRefusedBody(
  refusal: Refusal,
  headers: Readonly<Record<string, string>>,
  tell: (failure: Failure) => void,
): RefusedBody {
  let sample = '';
  let bytes = 0;
  let told = false;
  const end = (): void => {
    if (told) return;
    told = true;
    clearTimeout(timer);
    const bodySample = sample.slice(0, SAMPLE_CHARS);
    tell({
      outcome: refusal.outcome,
      detail: refusalDetail(refusal, bodySample),
      bodySample,
      contentType: headers['content-type'],
      retryAfterMs: retryAfterMs(headers),
    });
  };
  const timer = setTimeout(end, LONGEST_MS).unref();
  return {
    bytes(chunk) {
      if (sample.length < SAMPLE_CHARS) sample += chunk.toString('utf8');
      bytes += chunk.length;
      if (bytes > MAX_BYTES) end();
    },
    end,
  };
}
