import { CookieJar } from 'tough-cookie';
import type { StreamOutcome } from '../model/outcome.js';
import type { RunPlan } from '../model/plan.js';
import { seededRandom } from '../stats/seeded-random.js';
import type { Exchange } from '../wire/dialect.js';
import { type AskedTurn, createAskedTurn } from './asked-turn.js';
import type { CrowdBehaviour } from './behaviour.js';
import { buildRequest } from './request.js';
import { createTraces } from './trace.js';
import { turnConcealer } from './turn-concealer.js';

/** One user of the crowd: what is said so far, cookies, and a row of random numbers of its own. */
export interface VirtualUser {
  readonly number: number;
  /** The next turn; a conversation that has all its turns is followed by a new one. */
  next(): AskedTurn;
  /** How long it reads and thinks before the next turn, milliseconds. */
  thinkMs(): number;
  /** Its conversation has all its turns. */
  isDone(): boolean;
}

export interface UserOptions {
  readonly plan: RunPlan;
  readonly loadUrl: string;
  readonly behaviour: CrowdBehaviour;
  /** The run's id; without one requests carry no trace. */
  readonly run?: string | undefined;
}

/** Numbers that lie far apart for neighbouring users, so that their rows have nothing in common. */
const SPREAD = 0x9e3779b1;
const hex = (random: () => number): string =>
  Math.floor(random() * 2 ** 32)
    .toString(16)
    .padStart(8, '0');

export function createVirtualUser(
  number: number,
  { plan, loadUrl, behaviour, run }: UserOptions,
): VirtualUser {
  const { crowd, prompts, target } = plan;
  const random = seededRandom(plan.seed ^ Math.imul(number, SPREAD));
  /** Made for the first cookie: most backends set none, and to ask an empty jar costs more than the rest of a turn. */
  let jar: CookieJar | undefined;
  const traces =
    run === undefined ? undefined : createTraces({ run, seed: plan.seed, url: loadUrl, user: number });
  const own = behaviour.headers?.(number) ?? {};
  let said: Exchange[] = [];
  let turns = 0;
  let asked = 0;

  function promptOf(turn: number): string {
    const text =
      behaviour.prompt?.({ user: number, turn, random }) ?? prompts[Math.floor(random() * prompts.length)]!;
    // First in the text: a cache of prefixes finds nothing that it knows, and the same seed asks the same.
    return crowd.cache === 'warm' || turn > 1 ? text : `(${hex(random)}-${number}) ${text}`;
  }

  return {
    number,
    next() {
      if (turns >= crowd.turns) {
        said = [];
        turns = 0;
      }
      turns++;
      const turn = turns;
      asked++;
      // Nobody's number is 0 but that of whom the driver tries before the run.
      const id = number === 0 ? 'crowd-proving' : `crowd-${number}-${asked}`;
      const before = said;
      const prompt = promptOf(turn);
      const cookie = jar?.getCookieStringSync(loadUrl) ?? '';
      const headers = cookie === '' ? own : { ...own, cookie };
      const request = buildRequest(target, loadUrl, {
        prompt,
        id,
        before,
        headers,
        user: number,
        trace: traces?.(asked),
      });
      return createAskedTurn({
        id,
        turn: crowd.turns > 1 ? turn : undefined,
        prompt,
        request,
        conceal: (text, answer) => turnConcealer(plan, request, [...before, { prompt, answer }])(text),
        crowd,
        random,
        checks: behaviour.checks ?? {},
        keepCookie: (text) => {
          if (!crowd.cookies) return;
          jar ??= new CookieJar();
          jar.setCookieSync(text, loadUrl, { ignoreError: true });
        },
        answered: (outcome, answer) => {
          if (goesOn(outcome)) said = [...before, { id, prompt, answer }];
          // What the backend did not answer cannot be referred to: the user begins anew.
          else turns = crowd.turns;
        },
      });
    },
    thinkMs: () => crowd.thinkMs * (1 + crowd.thinkJitterShare * (2 * random() - 1)),
    isDone: () => turns >= crowd.turns,
  };
}

/** A user who pressed Stop has read what came, and may ask on. */
const goesOn = (outcome: StreamOutcome): boolean => ['ok', 'incomplete', 'cancelled'].includes(outcome);
