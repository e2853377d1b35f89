import type { Arrivals } from '../model/plan.js';
import { seededRandom } from '../stats/seeded-random.js';
import type { Launched, Launcher } from './launcher.js';
import { createOpenLoad } from './open-load.js';
import type { OpenStream } from './open-stream.js';
import type { Share } from './share.js';
import type { VirtualUser } from './virtual-user.js';

/** An open load: each arrival asks, whatever becomes of those before. */
export interface ArrivingUsers {
  set(perSecond: number, arrivals: Arrivals, rampMs: number, fromMs: number): void;
  /** No more of them; whoever is there is cancelled. */
  stop(): void;
  perSecond(atMs: number): number | null;
  /** Settles when nothing is under way any more. */
  gone(): Promise<unknown>;
}

interface Options {
  readonly launcher: Launcher;
  readonly nowMs: () => number;
  readonly newUser: () => VirtualUser;
  readonly seed: number;
  /** Whom the cap holds back for longer is given up: nobody waits longer for text. */
  readonly longestWaitMs: number;
  readonly share: Share;
}

/** Somebody who has more to say, from `readyMs` on. */
interface Waiting {
  readonly user: VirtualUser;
  readonly readyMs: number;
}

/** Seeds that lie far apart for neighbouring schedules, so that their rows have nothing in common. */
const SPREAD = 0x85ebca6b;

export function createArrivals(options: Options): ArrivingUsers {
  const { launcher, nowMs, newUser, seed, longestWaitMs, share } = options;
  const launched = new Set<Promise<Launched>>();
  const underWay = new Set<OpenStream>();
  let waiting: Waiting[] = [];
  let isOpen = false;
  const schedule = createOpenLoad({
    nowMs,
    // A row for each schedule: drivers that share one agree on it whatever became of the one before.
    randomOf: (nth) => seededRandom(seed ^ Math.imul(nth, SPREAD)),
    share,
    arrive,
  });

  /** Whose conversation goes on, if anybody is ready by then; else somebody new. */
  function whoComes(scheduledMs: number): VirtualUser {
    const index = waiting.findIndex(({ readyMs }) => readyMs <= scheduledMs);
    return index === -1 ? newUser() : waiting.splice(index, 1)[0]!.user;
  }

  function arrive(scheduledMs: number): void {
    const user = whoComes(scheduledMs);
    const order = { user: user.number, scheduledMs };
    const coming = launcher.launch({
      ...order,
      arrival: true,
      turn: () => user.next(),
      opened: (stream) => underWay.add(stream),
      unwanted: () => {
        if (!isOpen) return 'the load fell before the cap on streams let it start';
        const lateMs = nowMs() - scheduledMs;
        return lateMs > longestWaitMs
          ? `the cap on streams held it back for ${Math.round(lateMs)} ms`
          : undefined;
      },
    });
    launched.add(coming);
    void coming.then((result) => {
      launched.delete(coming);
      if (result.stream === undefined) {
        launcher.drop(order, result.why);
        return;
      }
      underWay.delete(result.stream);
      if (!user.isDone()) waiting.push({ user, readyMs: nowMs() + user.thinkMs() });
    });
  }

  return {
    set(perSecond, arrivals, rampMs, fromMs) {
      isOpen = true;
      schedule.set(perSecond, arrivals, rampMs, fromMs);
    },
    stop() {
      isOpen = false;
      schedule.stop();
      waiting = [];
      for (const stream of underWay) stream.cancel('the load fell');
    },
    perSecond: (atMs) => schedule.perSecond(atMs),
    gone: () => Promise.all(launched),
  };
}
