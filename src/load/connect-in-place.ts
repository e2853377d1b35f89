import { Socket } from 'node:net';
import { buildConnector } from 'undici';

/** What one read of a socket can take at most, bytes; the same as Node's own. */
const READ_BYTES = 64 * 1024;

/** Reads shorter than this are given out as a view that was made before: most are, and a view costs as much as the read. */
const SHORT_BYTES = 4096;

const socketRead = Socket.prototype.read;

/** A socket that is read in place: what came waits here until undici asks for it, which it does at once. */
interface PlaceReader extends Socket {
  arrived: Buffer | null;
}

/**
 * Connects like undici, but all sockets are read into one buffer. Node's own way takes 64 KiB of fresh memory for every read,
 * gives most of it back, and queues what came as a stream: more than half of what a short event costs. undici takes
 * sockets as any paused stream (`readable`, then `read()` until it is `null`), and that is what it gets.
 *
 * The bytes are good only while the handler runs: whoever keeps some copies them.
 */
export function connectInPlace(options: buildConnector.BuildOptions): buildConnector.connector {
  const place = Buffer.allocUnsafeSlow(READ_BYTES);
  const begins = new Array<Buffer | undefined>(SHORT_BYTES).fill(undefined);
  const begin = (length: number): Buffer => {
    if (length >= SHORT_BYTES) return place.subarray(0, length);
    let view = begins[length];
    if (view === undefined) {
      view = place.subarray(0, length);
      begins[length] = view;
    }
    return view;
  };
  const onread = {
    buffer: place,
    callback(this: PlaceReader, length: number): boolean {
      this.arrived = begin(length);
      this.emit('readable');
      return true;
    },
  };
  const connect = buildConnector({ ...options, onread } as buildConnector.BuildOptions);
  return (target, callback) =>
    connect(target, (...[error, socket]: buildConnector.CallbackArgs) => {
      if (error !== null) callback(error, null);
      else callback(null, asPlaceReader(socket));
    });
}

function asPlaceReader(socket: Socket): Socket {
  const reader = socket as PlaceReader;
  reader.arrived = null;
  reader.read = takeArrived;
  return reader;
}

function takeArrived(this: PlaceReader, size?: number): Buffer | null {
  const { arrived } = this;
  if (arrived === null) return socketRead.call(this, size) as Buffer | null;
  this.arrived = null;
  return arrived;
}
