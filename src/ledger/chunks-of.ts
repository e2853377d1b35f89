import { open } from 'node:fs/promises';

/**
 * Read at once. Each piece costs a promise; with longer ones so many lines are alive at the same time that the collector takes
 * them for what stays.
 */
const CHUNK_BYTES = 1 << 16;

/** The bytes of a file, piece by piece, each in the place of the one before: a stream would leave a new buffer for each. */
export async function* chunksOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
