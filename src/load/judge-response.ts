import type { StreamOutcome } from '../model/outcome.js';
import type { Dialect, Framing } from '../wire/dialect.js';
import { recogniseByHeaders } from '../wire/recognise.js';
import { CONTENT_ENCODINGS } from './body-decoder.js';

export interface Refusal {
  readonly outcome: StreamOutcome;
  readonly detail: string;
}

/** What a response's first lines say: how to read it, or what it is instead of a stream. */
export type Judged =
  | { readonly refusal: Refusal }
  /** It says where the stream is. */
  | { readonly refusal: undefined; readonly follow: NonNullable<Dialect['follow']> }
  | {
      readonly refusal: undefined;
      readonly follow?: undefined;
      readonly dialect: Dialect;
      readonly framing: Framing;
      /** `undefined`: not compressed. */
      readonly encoding: string | undefined;
    };

/** `isOrder`: it may still say where the stream is, which a response that was itself followed may not. */
export function judgeResponse(
  status: number,
  headers: Readonly<Record<string, string>>,
  wanted: Dialect,
  isOrder: boolean,
): Judged {
  if (status >= 400) {
    const outcome = status === 429 ? 'http_429' : status >= 500 ? 'http_5xx' : 'http_4xx';
    return { refusal: { outcome, detail: `HTTP ${status}` } };
  }
  const type = headers['content-type'];
  const dialect = wanted.name === 'auto' ? (recogniseByHeaders(headers) ?? wanted) : wanted;
  const media = mediaType(type);
  const framing = dialect.framings[media];
  if (isOrder && status === 200 && dialect.follow !== undefined && media === 'application/json') {
    return { refusal: undefined, follow: dialect.follow };
  }
  if (status < 200 || status >= 300 || framing === undefined) {
    return {
      refusal: {
        outcome: 'not_a_stream',
        detail: `HTTP ${status} with content type ${type ?? '(none)'}`,
      },
    };
  }
  const encoding = headers['content-encoding']?.trim().toLowerCase();
  if (encoding === undefined || encoding === '' || encoding === 'identity') {
    return { refusal: undefined, dialect, framing, encoding: undefined };
  }
  if (!CONTENT_ENCODINGS.includes(encoding)) {
    return {
      refusal: { outcome: 'not_a_stream', detail: `content encoding ${encoding} cannot be read here` },
    };
  }
  return { refusal: undefined, dialect, framing, encoding };
}

/** `Text/Event-Stream; charset=utf-8` → `text/event-stream` */
function mediaType(contentType = ''): string {
  const end = contentType.indexOf(';');
  return (end === -1 ? contentType : contentType.slice(0, end)).trim().toLowerCase();
}
