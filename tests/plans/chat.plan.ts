import { checks, loadPlan } from 'plimsoll/load';

/** The chat API of the built-in demo, as an agent's backend would be loaded: a staircase, then one user to see it recover. */
export default loadPlan({
  // The demo's backend; for your own: url, dialect, headers.
  demo: { tokens: 30, tokensPerSecond: 200 },
  stages: [
    { kind: 'baseline', streams: 1, seconds: 4 },
    { shape: 'staircase', from: 2, to: 6, steps: 2, seconds: 4 },
    { kind: 'recovery', streams: 1, seconds: 4 },
  ],
  crowd: { turns: 2, thinkMs: 50 },
  prompt: ({ user, turn }) =>
    turn === 1 ? `I am user ${user}. When does the tide turn?` : 'And when does it turn again?',
  checks: {
    'status is 200': checks['status is 200'],
    'no error event': true,
    'says something': ({ text }) => text.length > 20,
  },
  thresholds: ['checkShare >= 99%', 'wireTtftMs.p50 <= 10s'],
});
