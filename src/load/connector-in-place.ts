import { Socket } from 'node:net';
import { buildConnector } from 'undici';

/** What one read of a socket can take at most, bytes; the same as Node's own. */
const READ_BYTES = 64 * 1024;

/** Reads shorter than this are given out as a view that was made before: most are, and a view costs as much as the read. */
const SHORT_BYTES = 4096;

const socketRead = Socket.prototype.read;

/** A socket that is read in place: what came waits here until undici asks for it, which it does at once. */
interface PlaceReader extends Socket {
  arrived: Buffer | null | undefined;
  inPlace?: InPlace;
}

/** Whether what comes now may be overwritten once it was handed on. */
export interface InPlace {
  /** The body of a response: whoever keeps some of it copies it. Of its head undici keeps the bytes that a read cut. */
  isBody: boolean;
}

/**
 * Connects like undici, but all sockets are read into one buffer. Node's own way takes 64 KiB of fresh memory for every read,
 * gives most of it back, and queues what came as a stream: more than half of what a short event costs. undici takes
 * sockets as any paused stream (`readable`, then `read()` until it is `null`), and that is what it gets.
 */
export function connectorInPlace(
  options: buildConnector.BuildOptions,
): (inPlace: InPlace) => buildConnector.connector {
  const onread = {
    buffer: place,
    callback(this: PlaceReader, length: number): boolean {
      const waiting = this.arrived;
      const came = this.inPlace?.isBody ? begin(length) : Buffer.from(place.subarray(0, length));
      this.arrived = waiting ? Buffer.concat([waiting, came]) : came;
      this.emit('readable');
      // Nobody asked for it yet.
      if (this.arrived) this.arrived = Buffer.from(this.arrived);
      return true;
    },
  };
  const connect = buildConnector({ ...options, onread } as buildConnector.BuildOptions);
  return (inPlace) => (target, callback) =>
    connect(target, (...[error, socket]: buildConnector.CallbackArgs) => {
      if (error !== null) callback(error, null);
      else callback(null, asPlaceReader(socket, inPlace));
    });
}

const place = Buffer.allocUnsafeSlow(READ_BYTES);
const begins = new Array<Buffer | undefined>(SHORT_BYTES).fill(undefined);

function begin(length: number): Buffer {
  if (length >= SHORT_BYTES) return place.subarray(0, length);
  let view = begins[length];
  if (view === undefined) {
    view = place.subarray(0, length);
    begins[length] = view;
  }
  return view;
}

function asPlaceReader(socket: Socket, inPlace: InPlace): Socket {
  const reader = socket as PlaceReader;
  reader.arrived = null;
  reader.inPlace = inPlace;
  reader.read = takeArrived;
  return reader;
}

function takeArrived(this: PlaceReader, size?: number): Buffer | null {
  const { arrived } = this;
  if (arrived === null || arrived === undefined) return socketRead.call(this, size) as Buffer | null;
  this.arrived = null;
  return arrived;
}
