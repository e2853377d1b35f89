import type { StageLoad } from '../model/plan.js';
import { type Child, startChild } from './child.js';
import type { CrowdMessage, ToCrowdMessage } from './protocol.js';

export type CrowdSecond = Extract<CrowdMessage, { type: 'second' }>;

/** The conductor's end of the load driver. */
export interface CrowdLink {
  readonly child: Child;
  /** Whether one stream by itself works, and if not what came back. */
  readonly tried: Promise<{ readonly ok: boolean; readonly message: string }>;
  hold(load: StageLoad, rampMs: number): void;
  /** Cancels all streams; settles when they are recorded, or after `limitMs`. */
  drain(limitMs: number): Promise<void>;
}

interface Options {
  readonly start: Extract<ToCrowdMessage, { type: 'start' }>;
  readonly onSecond: (second: CrowdSecond) => void;
  readonly onLimit: (message: string) => void;
}

/** Starts the load driver and has it try one stream. */
export function startCrowd({ start, onSecond, onLimit }: Options): CrowdLink {
  const child = startChild({ role: 'crowd', entry: 'cli/processes/crowd.js', run: start.run });
  const send = (message: ToCrowdMessage): void => {
    if (child.process.connected) child.process.send(message);
  };
  let drained: () => void = () => undefined;
  const tried = new Promise<{ ok: boolean; message: string }>((resolve) => {
    child.process.on('message', (message: CrowdMessage) => {
      if (message.type === 'tried') resolve(message);
      else if (message.type === 'second') onSecond(message);
      else if (message.type === 'limit') onLimit(message.message);
      else drained();
    });
    void child.exited.then((how) => {
      resolve({ ok: false, message: `Failed to start the crowd: it ${how}` });
      drained();
    });
  });
  let draining: Promise<void> | undefined;
  send(start);
  return {
    child,
    tried,
    hold: (load, rampMs) => send({ type: 'hold', load, rampMs }),
    drain(limitMs) {
      draining ??= new Promise((resolve) => {
        const timer = setTimeout(resolve, limitMs);
        drained = () => {
          clearTimeout(timer);
          resolve();
        };
        if (child.process.connected) send({ type: 'drain' });
        else drained();
      });
      return draining;
    },
  };
}
