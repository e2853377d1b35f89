/** One line of a file, without its line break. */
export interface Line {
  readonly text: string;
  /** The line break was there; a line without one was cut while it was written. */
  readonly whole: boolean;
}

const NEWLINE = 0x0a;

/**
 * Lines as they come, as many at once as a chunk ends: a promise for each of a million lines would take as long as to
 * read them. Splits bytes at `\n` and at nothing else. Node's `readline` also splits at U+2028 and U+2029, which JSON leaves
 * unescaped: a prompt that holds one would tear its record apart.
 */
export async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Line[]> {
  let parts: Uint8Array[] = [];
  const take = (last: Buffer, from: number, to: number): string => {
    if (parts.length === 0) return last.toString('utf8', from, to);
    const whole = Buffer.concat([...parts, last.subarray(from, to)]);
    parts = [];
    return whole.toString('utf8');
  };
  for await (const bytes of chunks) {
    const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const lines: Line[] = [];
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      lines.push({ text: take(chunk, from, at), whole: true });
      from = at + 1;
    }
    // A copy: whoever gives the chunks may fill the same bytes again.
    if (from < chunk.length) parts.push(Uint8Array.from(chunk.subarray(from)));
    yield lines;
  }
  if (parts.length > 0) yield [{ text: take(Buffer.alloc(0), 0, 0), whole: false }];
}
