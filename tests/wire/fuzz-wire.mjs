import { dialectNamed, dialects } from '../../dist/src/wire/dialects.js';
import { createStreamReader } from '../../dist/src/wire/stream-reader.js';

/** A stream as long as this many chunks is closed and the next begins. */
const MAX_CHUNKS = 64;
/** So small that the limit is met often. */
const MAX_EVENT_CHARS = 4096;
const FRAMINGS = ['sse', 'ndjson', 'json', 'text'];
const DIALECTS = [...Object.keys(dialects), 'raw-sse:choices.0.text', 'raw-ndjson:message.content'];

/** What streams are made of, and what breaks them. */
const WORDS = [
  'data: ',
  'data:',
  'data',
  'event: ',
  'event: error',
  'id: 1',
  'retry: 5',
  ':',
  ': ping',
  '\n',
  '\n\n',
  '\r',
  '\r\n',
  '\r\r',
  '\ufeff',
  '\0',
  '\u2028',
  'é',
  '🚢',
  '[DONE]',
  'null',
  'true',
  '0',
  '-1e999',
  '""',
  '[]',
  '{}',
  '[[[[',
  '{"',
  '"',
  '\\',
  '\\u',
  '{"type":"text-delta","delta":"x"}',
  '{"type":"finish"}',
  '{"type":null}',
  '{"choices":[null]}',
  '{"choices":[{"delta":null,"finish_reason":"stop"}]}',
  '{"choices":[{"delta":{"content":"x"}}]}',
  '{"choices":{}}',
  '{"error":null}',
  '{"error":[]}',
  '{"error":{"message":7}}',
  '{"type":"response.failed","response":null}',
  '{"type":"response.output_text.delta","delta":"x","sequence_number":1e99}',
  '{"type":"content_block_delta"}',
  '{"type":"content_block_delta","delta":null}',
  '{"type":"content_block_start","content_block":[]}',
  '{"type":"message_delta","delta":{"stop_reason":"x"}}',
  '{"type":"message_stop"}',
  '{"type":"error","error":null}',
  '{"type":"RUN_STARTED"}',
  '{"type":"RUN_FINISHED","outcome":null}',
  '{"type":"TEXT_MESSAGE_CONTENT","delta":{}}',
  '{"message":null,"done":true}',
  '{"message":{"content":"x"}}',
  '{"message":[]}',
  '{"jsonrpc":"2.0","result":{}}',
  '{"jsonrpc":"2.0","result":{"content":[null,1,{"text":"x"}]}}',
  '{"jsonrpc":"2.0","error":null}',
  '{"msg":"process_generating","event_id":"e","output":{"data":["x"]}}',
  '{"msg":"process_generating","event_id":"e","output":{"data":[[["append",[],"x"]]]}}',
  '{"msg":"process_generating","event_id":"e","output":{"data":[[["replace",["__proto__",0],1],null]]}}',
  '{"msg":"process_completed","event_id":"e","output":null}',
  '{"msg":"process_completed","event_id":"e","success":false,"output":{"error":[]}}',
  '{"msg":"unexpected_error","event_id":7,"message":{}}',
  'event: endpoint',
  '["x"]',
  '[[{"content":"x"}]]',
  '[[[1,"x"]]]',
  '[null]',
  '{"__proto__":{"x":1}}',
  '{"constructor":1}',
  'x'.repeat(500),
];

/** Small, fast, seeded: sfc32 from one number. */
function randomFrom(seed) {
  let a = 0x9e3779b9;
  let b = seed >>> 0;
  let c = Math.floor(seed / 2 ** 32) >>> 0;
  let d = 1;
  const next = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return (t >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}

function chunkFrom(random) {
  if (random() < 0.2)
    return Buffer.from(Array.from({ length: Math.floor(random() * 24) }, () => Math.floor(random() * 256)));
  let text = '';
  const words = 1 + Math.floor(random() * 6);
  for (let word = 0; word < words; word++) text += WORDS[Math.floor(random() * WORDS.length)];
  const bytes = Buffer.from(text);
  // Cut anywhere, also inside a character.
  return random() < 0.5 ? bytes : bytes.subarray(0, Math.floor(random() * (bytes.length + 1)));
}

/**
 * Feeds one seeded stream of random chunks to one dialect and framing. Stream `index` is the same in every run, so that
 * a run can be continued and a failure repeated.
 *
 * @param {number} index
 * @returns {{ chunks: number, what: string }}
 */
export function fuzzStream(index) {
  const random = randomFrom(index);
  const dialect = DIALECTS[index % DIALECTS.length];
  const framing = FRAMINGS[Math.floor(random() * FRAMINGS.length)];
  const what = `stream ${index}: ${dialect} in ${framing}`;
  const chunks = 1 + Math.floor(random() * MAX_CHUNKS);
  const reader = createStreamReader(dialectNamed(dialect), {
    framing,
    maxEventChars: MAX_EVENT_CHARS,
    request: { id: 1 },
  });
  try {
    for (let nth = 0; nth < chunks; nth++) {
      const bytes = chunkFrom(random);
      check(reader.feed(bytes));
      // As a socket's buffer, which the next read overwrites.
      bytes.fill('*');
    }
    check(reader.end());
  } catch (cause) {
    throw new Error(`Failed at ${what}`, { cause });
  }
  return { chunks, what };
}

/** What every result promises, whatever came. */
function check(read) {
  if (typeof read.text !== 'string') throw new TypeError(`text is ${typeof read.text}`);
  if (read.textChars !== read.text.length) throw new Error('text and its length disagree');
  if ((read.text === '') !== (read.textEvents === 0)) throw new Error('text and text events disagree');
  // The end of a body may bring text that no event of its own brought.
  if (read.textEvents > read.events) throw new Error('more text events than events');
  for (const key of ['error', 'parseError', 'violation']) {
    if (read[key] !== undefined && typeof read[key] !== 'string')
      throw new TypeError(`${key} is ${typeof read[key]}`);
  }
}
