import * as zlib from 'node:zlib';

/** Decodes a compressed body as it comes, in order, each piece with the time at which its bytes were read. */
export interface BodyDecoder {
  write(chunk: Buffer, readMs: number): void;
  end(readMs: number): void;
  /** Nothing more is wanted. */
  destroy(): void;
}

export interface BodySink {
  bytes(decoded: Buffer, readMs: number): void;
  end(readMs: number): void;
  error(error: Error): void;
}

// A part of what was compressed must come out as soon as it can, and a body that was cut is the dialect's to judge.
const ZLIB = { flush: zlib.constants.Z_SYNC_FLUSH, finishFlush: zlib.constants.Z_SYNC_FLUSH };
const BROTLI = {
  flush: zlib.constants.BROTLI_OPERATION_FLUSH,
  finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH,
};

/** Newer Nodes have it. */
const { createZstdDecompress } = zlib as unknown as { createZstdDecompress?: () => zlib.Unzip };

/** Content encodings that can be decoded here. */
export const CONTENT_ENCODINGS: readonly string[] = [
  'gzip',
  'x-gzip',
  'deflate',
  'br',
  ...(createZstdDecompress === undefined ? [] : ['zstd']),
];

export function createBodyDecoder(encoding: string, sink: BodySink): BodyDecoder {
  const waiting: (readonly [chunk: Buffer, readMs: number])[] = [];
  let decompressor: ReturnType<typeof createDecompressor> | undefined;
  let busy = false;
  let nowReadMs = 0;
  let endedMs: number | undefined;
  let destroyed = false;

  /** One chunk at a time, so that what comes out belongs to the chunk that went in. */
  function next(): void {
    if (busy || destroyed) return;
    const [chunk, readMs] = waiting.shift() ?? [];
    if (chunk === undefined) {
      if (endedMs !== undefined) finish(endedMs);
      return;
    }
    busy = true;
    nowReadMs = readMs!;
    decompressor ??= open(chunk);
    decompressor.write(chunk, (error) => {
      // It goes to `error` too, and from there to the sink.
      if (error) return;
      take();
      busy = false;
      next();
    });
  }

  function open(first: Buffer): NonNullable<typeof decompressor> {
    const opened = createDecompressor(encoding, first);
    opened.on('readable', take);
    opened.on('error', (error) => {
      if (!destroyed) sink.error(error);
    });
    opened.on('end', () => {
      if (!destroyed) sink.end(nowReadMs);
    });
    return opened;
  }

  function take(): void {
    for (;;) {
      const decoded = destroyed ? null : (decompressor!.read() as Buffer | null);
      if (decoded === null) return;
      sink.bytes(decoded, nowReadMs);
    }
  }

  function finish(readMs: number): void {
    busy = true;
    nowReadMs = readMs;
    if (decompressor === undefined) sink.end(readMs);
    else decompressor.end();
  }

  return {
    write(chunk, readMs) {
      // A copy: it is read later and elsewhere, and the bytes may be a view of a buffer that the socket reuses.
      waiting.push([Buffer.from(chunk), readMs]);
      next();
    },
    end(readMs) {
      endedMs = readMs;
      next();
    },
    destroy() {
      destroyed = true;
      decompressor?.destroy();
    },
  };
}

function createDecompressor(
  encoding: string,
  first: Buffer,
): zlib.Gunzip | zlib.Inflate | zlib.BrotliDecompress {
  if (encoding === 'br') return zlib.createBrotliDecompress(BROTLI);
  if (encoding === 'zstd') return createZstdDecompress!();
  if (encoding !== 'deflate') return zlib.createGunzip(ZLIB);
  // By the standard it is wrapped in zlib's format; some servers send it bare.
  return (first[0]! & 0x0f) === 8 ? zlib.createInflate(ZLIB) : zlib.createInflateRaw(ZLIB);
}
