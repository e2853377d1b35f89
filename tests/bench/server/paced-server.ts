import { createServer } from 'node:net';
import { clockSince } from '#plimsoll/run/clock.js';
import { chatFrames, HEAD, TERMINAL } from './chat-frames.js';
import { onRequests } from './http-requests.js';
import type { PacedLog, PacedTotals, ToPacedServer } from './protocol.js';
import { createWheel } from './timing-wheel.js';

/**
 * A server in a process of its own that answers every POST with an OpenAI chat stream: `?events=150&gapMs=20&firstMs=50`.
 * One event a write, each at the time that the script says, and the first text's true time of sending logged.
 *
 * HTTP is written by hand, straight to the socket: `node:http` costs twice as much, and then it would be the server
 * that is measured.
 */

const BACKLOG = 4096;
/** Answers to this request are short: it only proves that there is a server. */
const PROVING_ID = 'crowd-proving';
const PROVING_EVENTS = 3;

const nowMs = clockSince(BigInt(process.argv[2] ?? '0'));
const totals = { writes: 0, bytes: 0, streams: 0, open: 0, mostOpen: 0, waiting: 0 };
let lateMs: number[] = [];
let log: PacedLog[] = [];
const wheel = createWheel(nowMs);

const server = createServer({ noDelay: true }, (socket) => {
  let cut = false;
  socket.on('error', () => undefined);
  socket.on('close', () => {
    cut = true;
  });
  onRequests(socket, ({ query, requestId }) => {
    const events = requestId === PROVING_ID ? PROVING_EVENTS : Number(query.get('events') ?? 150);
    const gapMs = Number(query.get('gapMs') ?? 20);
    const serial = ++totals.streams;
    const { frames, varied } = chatFrames(serial, query.get('shape') === 'varied');
    totals.mostOpen = Math.max(totals.mostOpen, ++totals.open);
    socket.write(HEAD);
    let sent = 0;
    const end = (): void => {
      totals.open--;
    };
    const next = (dueMs: number): void => {
      if (cut) {
        end();
        return;
      }
      const atMs = nowMs();
      if (sent < events) {
        const frame = varied === undefined ? frames[sent % frames.length]! : varied(sent);
        if (sent === 0) log.push({ id: requestId ?? `stream-${serial}`, firstTextMs: atMs });
        sent++;
        // What waits in this process is not on the wire.
        if (socket.writableLength > 0) totals.waiting++;
        socket.write(frame);
        totals.writes++;
        totals.bytes += frame.length;
        if ((totals.writes & 15) === 0) lateMs.push(atMs - dueMs);
        wheel.at(dueMs + gapMs, next);
      } else {
        socket.write(TERMINAL);
        end();
      }
    };
    wheel.at(nowMs() + Number(query.get('firstMs') ?? 50), next);
  });
});

const takeTotals = (): PacedTotals => {
  const sorted = lateMs.sort((a, b) => a - b);
  const { user, system } = process.cpuUsage();
  const taken = {
    ...totals,
    lateP99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
    cpuMs: (user + system) / 1000,
  };
  lateMs = [];
  return taken;
};

process.on('message', (message: ToPacedServer) => {
  if (message.type === 'totals') process.send!({ type: 'totals', totals: takeTotals() });
  else {
    process.send!({ type: 'log', log });
    log = [];
    totals.mostOpen = totals.open;
  }
});
process.on('disconnect', () => process.exit(0));
server.listen({ host: '127.0.0.1', port: 0, backlog: BACKLOG }, () => {
  const address = server.address();
  process.send!({ type: 'listening', port: (address as { port: number }).port });
});
