/** What models write: most of it plain, some with what JSON must escape, some beyond ASCII. */
const WORDS = [
  ' the',
  ' harbour',
  ' master',
  ' reads',
  ' her',
  ' draught',
  ' marks',
  ',',
  ' and',
  ' so',
  ' does',
  ' the',
  ' crew',
  '.',
  '\n\n',
  ' "Enough',
  '"',
  ' she',
  ' said',
  ' –',
  ' naïve',
  ' 船',
  ' of',
  ' water',
  ' under',
  ' every',
  ' keel',
  ' in',
  ' port',
  ' tonight',
  '!',
  ' (see',
  ' table',
];
const SSE_END = '\n\n';

/** As HTTP/1.1 sends a piece of a body whose length nobody knows. */
const chunked = (text: string): string => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

export const HEAD = Buffer.from(
  'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ncache-control: no-cache\r\ntransfer-encoding: chunked\r\n\r\n',
);

const chunk = (id: string, delta: object, finish: string | null, rest: object = {}): string =>
  `data: ${JSON.stringify({
    id,
    object: 'chat.completion.chunk',
    created: 1_790_000_000,
    model: 'paced',
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
    ...rest,
  })}${SSE_END}`;

const idOf = (serial: number): string => `chatcmpl-${String(serial).padStart(28, '0')}`;

/** The last chunk, `[DONE]` and the end of the body. */
export const TERMINAL = Buffer.from(
  `${chunked(chunk(idOf(0), {}, 'stop'))}${chunked(`data: [DONE]${SSE_END}`)}0\r\n\r\n`,
);

export interface ChatFrames {
  readonly frames: readonly Buffer[];
  /** Where every chunk differs from the one before in more than its text. */
  readonly varied: ((nth: number) => Buffer) | undefined;
}

/** An answer's chunks of 180–220 bytes, ready for the socket: one id a stream, as servers have it. */
export function chatFrames(serial: number, isVaried: boolean): ChatFrames {
  const id = idOf(serial);
  const textOf = (nth: number): string => WORDS[(serial * 7 + nth) % WORDS.length]!;
  const varied = (nth: number): Buffer =>
    Buffer.from(chunked(chunk(id, { content: textOf(nth) }, null, { usage: null, seq: nth })));
  if (isVaried) return { frames: [], varied };
  const frames = Array.from({ length: 16 }, (_, nth) =>
    Buffer.from(chunked(chunk(id, { content: textOf(nth) }, null))),
  );
  return { frames, varied: undefined };
}
