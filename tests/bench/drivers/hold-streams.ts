import { clockSince } from '#plimsoll/run/clock.js';
import type { FromDriver, ToDriver } from './protocol.js';

export interface Sink {
  bytes(read: number): void;
  /** An event was cut out and parsed. */
  event(): void;
  /** The first text came just now. */
  firstText(): void;
}

/** Reads one answer to its end; throws when it cannot. */
type ReadOne = (url: string, id: string, sink: Sink) => Promise<void>;

/** A driver process that holds streams open as the crowd does, reading each with `readOne`. */
export function holdStreams(readOne: ReadOne): void {
  let bytes = 0;
  let events: number | null = null;
  let going = true;
  const firstTextMs: Record<string, number> = {};
  const say = (message: FromDriver): unknown => process.send!(message);

  function begin({ url, streams, rampMs, baseNs }: Extract<ToDriver, { type: 'begin' }>): void {
    const nowMs = clockSince(BigInt(baseNs));
    const live = async (user: number): Promise<void> => {
      for (let turn = 1; going; turn++) {
        const id = `${user}-${turn}`;
        await readOne(url, id, {
          bytes: (read) => {
            bytes += read;
          },
          event: () => {
            events = (events ?? 0) + 1;
          },
          firstText: () => {
            firstTextMs[id] ??= nowMs();
          },
        });
      }
    };
    for (let user = 0; user < streams; user++) {
      setTimeout(
        () => {
          live(user).catch((error: unknown) => {
            if (going) throw error;
          });
        },
        (user * rampMs) / streams,
      );
    }
  }

  process.on('message', (message: ToDriver) => {
    if (message.type === 'begin') begin(message);
    else if (message.type === 'mark') {
      const { user, system } = process.cpuUsage();
      say({
        type: 'marked',
        cpuMs: (user + system) / 1000,
        events,
        residentBytes: process.memoryUsage().rss,
      });
    } else {
      going = false;
      say({ type: 'stopped', firstTextMs, bytes });
    }
  });
  process.on('disconnect', () => process.exit(0));
}
