import type { EventRecord } from '../model/records.js';
import type { JsonLines } from './json-lines.js';
import type { PeopleBarrier } from './people-barrier.js';
import type { ExpectedPerson, PersonMessage, ToPersonMessage } from './protocol.js';

type Link = JsonLines<PersonMessage, ToPersonMessage>;
export type TurnMessage = Extract<PersonMessage, { type: 'turn' }>;

/** The conductor's end of everybody's socket. */
export interface People {
  readonly barrier: PeopleBarrier;
  receive(link: Link): void;
  broadcast(message: ToPersonMessage): void;
  /** From now on whoever connects is told at once that the crowd has drained. */
  markDrained(): void;
  close(): void;
}

interface Options {
  readonly barrier: PeopleBarrier;
  readonly expected: readonly ExpectedPerson[];
  readonly welcome: Omit<Extract<ToPersonMessage, { type: 'welcome' }>, 'person'>;
  readonly event: (kind: EventRecord['kind'], message: string, data?: EventRecord['data']) => void;
  readonly onTurn: (turn: TurnMessage) => void;
  /** A worker ended without a word; its index. */
  readonly onLost: (worker: string) => void;
  readonly onNobodyLeft: () => void;
}

export function createPeople(options: Options): People {
  const { barrier, event } = options;
  const links = new Set<Link>();
  const present = new Set<string>();
  /** What a late-comer has missed. */
  let last: ToPersonMessage | undefined;
  let drained = false;
  return {
    barrier,
    receive(link) {
      links.add(link);
      let id: string | undefined;
      let worker = '';
      let left = false;
      link.onMessage((message) => {
        switch (message.type) {
          case 'hello':
            if (message.role === 'person') {
              const person = options.expected.find(({ testId }) => testId === message.testId);
              link.send({ ...options.welcome, person });
              if (person === undefined) break;
              id = person.id;
              worker = message.worker;
              present.add(id);
            } else link.send({ ...options.welcome, person: undefined });
            if (drained) link.send({ type: 'drained' });
            if (last !== undefined) link.send(last);
            break;
          case 'proved':
            if (message.ok) event('person-ready', `${id} is ready`, { browser: message.browser });
            barrier.proved(id!, message.ok, message.detail);
            break;
          case 'turn':
            options.onTurn(message);
            break;
          case 'disturbance':
          case 'round-failed':
            event(message.type, message.message);
            break;
          case 'bye':
            left = true;
            event('person-done', `${id} is done`);
            break;
        }
      });
      link.onClose(() => {
        links.delete(link);
        if (id === undefined) return;
        present.delete(id);
        if (!left) {
          event('person-lost', `${id} was lost: its worker ended without a word; the run goes on without it`);
          options.onLost(worker);
        }
        barrier.lost(id);
        if (present.size === 0 && last?.type === 'stage') options.onNobodyLeft();
      });
    },
    broadcast(message) {
      if (message.type === 'stage' || message.type === 'end' || message.type === 'cannot-start')
        last = message;
      for (const link of links) link.send(message);
    },
    markDrained() {
      drained = true;
    },
    close() {
      for (const link of links) link.close();
    },
  };
}
