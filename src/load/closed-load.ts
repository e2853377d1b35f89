import type { Launcher } from './launcher.js';
import type { OpenStream } from './open-stream.js';
import type { StreamRequest } from './request.js';

/** A user whose stream failed waits this long before the next, so that a dead backend is not hammered. */
const PAUSE_AFTER_FAILURE_MS = 500;

/** A number of users who each open a stream, read it to its end, and open the next. */
export interface ClosedLoad {
  /** So many users from now on; new ones join spread over `rampMs`, surplus streams are cancelled. */
  hold(users: number, rampMs: number): void;
  /** Settles when everybody who was sent away has gone. */
  gone(): Promise<void>;
}

interface Options {
  readonly launcher: Launcher;
  readonly nowMs: () => number;
  readonly request: (id: string) => StreamRequest;
  /** A number for a new user. */
  readonly nextUser: () => number;
}

interface User {
  readonly number: number;
  active: boolean;
  current: OpenStream | undefined;
  /** Ends the user's pause early. */
  wake: () => void;
}

export function createClosedLoad({ launcher, nowMs, request, nextUser }: Options): ClosedLoad {
  const users = new Set<User>();
  const lives = new Set<Promise<void>>();

  async function live(user: User): Promise<void> {
    for (let turn = 1; user.active; turn++) {
      const id = `crowd-${user.number}-${turn}`;
      const launched = await launcher.launch({
        id,
        user: user.number,
        scheduledMs: nowMs(),
        request: () => request(id),
        unwanted: () => (user.active ? undefined : 'the load fell'),
        opened: (stream) => {
          user.current = stream;
        },
      });
      user.current = undefined;
      if (launched.stream === undefined) return;
      if (['ok', 'incomplete', 'empty', 'cancelled'].includes(launched.outcome)) continue;
      await pause(user, Math.max(PAUSE_AFTER_FAILURE_MS, launched.stream.retryAfterMs ?? 0));
    }
  }

  function join(delayMs: number): void {
    const user: User = { number: nextUser(), active: true, current: undefined, wake: () => undefined };
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
    hold(asked, rampMs) {
      for (const user of [...users].slice(asked)) leave(user);
      const joining = asked - users.size;
      for (let index = 0; index < joining; index++) join((index * rampMs) / joining);
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
