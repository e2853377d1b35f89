export type Transport = 'fetch' | 'eventsource' | 'websocket';

/** One piece of a streamed answer. */
export interface Write {
  /** After the write before, or after the stream's first text may come. */
  readonly afterMs: number;
  readonly piece: string;
  /** A proxy on the way keeps what comes from this write on for so long, then sends all of it at once. */
  readonly bufferedMs?: number;
  /** The page's main thread is busy for so long when it has taken this piece. */
  readonly blockMs?: number;
  /** The page paints nothing for so long after this piece, and then a piece at a time until it has caught up. */
  readonly holdMs?: number;
}

/** One turn of a page with a real stream: what its server does, and what it does itself. */
export interface StreamScript {
  readonly transport: Transport;
  /** The handler of the sending key takes so long; the request leaves so long after it. */
  readonly inputMs: number;
  readonly beforeMs: number;
  /** The server answers so long after the request, and has its first text so long after that. */
  readonly headersMs: number;
  readonly textMs: number;
  /** Every piece is painted so long after it came. */
  readonly afterMs: number;
  /** The page is busy with tasks of this length while it streams, one behind the other; 0: it is not. */
  readonly tasksMs: number;
  readonly writes: readonly Write[];
}

/** What a page does when nothing is scripted. */
export const IDLE_PAGE: Omit<StreamScript, 'transport' | 'writes'> = {
  inputMs: 0,
  beforeMs: 0,
  headersMs: 0,
  textMs: 0,
  afterMs: 0,
  tasksMs: 0,
};

/** What the server did. Host monotonic milliseconds. */
export interface ServedStream {
  requestedMs: number;
  headersMs: number;
  /** When each piece was handed to the socket, by the proxy where there is one. */
  readonly writtenMs: number[];
}
