import type { Launcher } from './launcher.js';
import type { OpenStream } from './open-stream.js';
import { dealt, type Share } from './share.js';
import type { VirtualUser } from './virtual-user.js';

/** A user whose stream failed waits this long before the next, so that a dead backend is not hammered. */
const PAUSE_AFTER_FAILURE_MS = 500;

/** A number of users who each open a stream, read it to its end, think, and open the next. */
export interface ClosedLoad {
  /**
   * So many users in all, of whom this driver has its share; new ones join from `fromMs` on, spread over `rampMs` in an order
   * that all drivers share. Surplus streams are cancelled.
   */
  hold(users: number, rampMs: number, fromMs: number): void;
  /** Settles when everybody who was sent away has gone. */
  gone(): Promise<void>;
}

interface Options {
  readonly launcher: Launcher;
  readonly nowMs: () => number;
  readonly newUser: () => VirtualUser;
  readonly obeysRetryAfter: boolean;
  readonly share: Share;
}

interface User {
  readonly virtual: VirtualUser;
  active: boolean;
  current: OpenStream | undefined;
  /** Ends the user's pause early. */
  wake: () => void;
}

export function createClosedLoad({ launcher, nowMs, newUser, obeysRetryAfter, share }: Options): ClosedLoad {
  const users = new Set<User>();
  /** Users of all drivers. */
  let total = 0;
  const lives = new Set<Promise<void>>();

  async function live(user: User): Promise<void> {
    while (user.active) {
      const launched = await launcher.launch({
        user: user.virtual.number,
        scheduledMs: nowMs(),
        turn: () => user.virtual.next(),
        unwanted: () => (user.active ? undefined : 'the load fell'),
        opened: (stream) => {
          user.current = stream;
        },
      });
      user.current = undefined;
      if (launched.stream === undefined) return;
      if (['ok', 'incomplete', 'empty', 'cancelled'].includes(launched.outcome)) {
        await pause(user, user.virtual.thinkMs());
        continue;
      }
      const askedToWaitMs = obeysRetryAfter ? (launched.stream.retryAfterMs ?? 0) : 0;
      await pause(user, Math.max(PAUSE_AFTER_FAILURE_MS, askedToWaitMs));
    }
  }

  function join(delayMs: number): void {
    const user: User = { virtual: newUser(), active: true, current: undefined, wake: () => undefined };
    users.add(user);
    const life = (async () => {
      await pause(user, delayMs);
      await live(user);
    })();
    lives.add(life);
    void life.finally(() => lives.delete(life));
  }

  function leave(user: User): void {
    user.active = false;
    users.delete(user);
    user.wake();
    user.current?.cancel('the load fell');
  }

  return {
    hold(asked, rampMs, fromMs) {
      const mine = dealt(asked, share);
      for (const user of [...users].slice(mine)) leave(user);
      const untilMs = Math.max(0, fromMs - nowMs());
      for (let nth = users.size; nth < mine; nth++) {
        const ofAll = nth * share.of + share.index - total;
        join(untilMs + (ofAll * rampMs) / (asked - total));
      }
      total = asked;
    },
    async gone() {
      await Promise.all(lives);
    },
  };
}

/** Waits, unless the user is woken because the load fell. */
function pause(user: User, ms: number): Promise<void> {
  if (ms <= 0 || !user.active) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    user.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}
