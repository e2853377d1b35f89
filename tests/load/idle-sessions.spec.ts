import { expect, test } from '@playwright/test';
import { IdleSessions } from '../../dist/src/load/mcp/idle-sessions.js';
import type { Session } from '../../dist/src/load/mcp/session.js';

const session = (step: string): Session => ({ step }) as Session;
const ANNA = { authorization: 'anna' };
const BERT = { authorization: 'bert' };

test('each finds what was left under the same headers, the last one first, and the old ones go', () => {
  const idle = new IdleSessions();
  const [a1, a2, a3, b1] = ['a1', 'a2', 'a3', 'b1'].map(session) as [Session, Session, Session, Session];
  idle.leave(a1, ANNA, 1);
  idle.leave(b1, BERT, 2);
  idle.leave(a2, ANNA, 3);
  idle.leave(a3, ANNA, 4);
  expect(idle.take(ANNA)).toBe(a3);
  expect(idle.takeUnusedSince(3)).toEqual([a1, b1]);
  expect(idle.take(BERT)).toBeUndefined();
  expect(idle.take(ANNA)).toBe(a2);
  expect(idle.take(ANNA)).toBeUndefined();
  expect(idle.takeUnusedSince(9)).toEqual([]);
});
