import { expect, test } from '@playwright/test';
import { startChatServer } from '../../dist/src/demo/chat-server.js';
import { startModelServer } from '../../dist/src/demo/model-server.js';
import type { LedgerRecord } from '../../dist/src/model/records.js';
import { shortPlan } from './short-plan.js';
import { startRun } from './start-run.js';

const PACE = {
  slots: 8,
  seed: 1,
  prefillMs: 50,
  prefillJitterShare: 0,
  tokensPerSecond: 60,
  tokens: 20,
  tokensJitterShare: 0,
  slowdownPerSlotShare: 0,
};

const outcomes = (records: readonly LedgerRecord[], of: 'turn' | 'stream'): Set<string> =>
  new Set(records.flatMap((record) => (record.type === of ? [record.outcome] : [])));

for (const { fault, turn, stream } of [
  { fault: 'http_500', turn: 'error_shown', stream: 'http_5xx' },
  { fault: 'html', turn: 'empty', stream: 'not_a_stream' },
]) {
  test(`a backend that begins to answer ${fault} in the middle is an outcome, not the end of the run`, async () => {
    const model = await startModelServer(PACE);
    const chat = await startChatServer({ modelUrl: `${model.url}/v1` });
    const setFault = (to: string): Promise<Response> =>
      fetch(`${chat.url}/__control`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ fault: to }),
      });
    const run = startRun({
      options: {
        ...shortPlan,
        stages: [
          { kind: 'baseline', seconds: 3, minTurns: 1 },
          { kind: 'climb', streams: 4, seconds: 20, minTurns: 0 },
          { kind: 'peak', streams: 6, seconds: 20, minTurns: 0 },
          { kind: 'recovery', seconds: 5, minTurns: 1 },
        ],
      },
      env: { CHAT_URL: `${chat.url}/`, LOAD_URL: `${chat.url}/api/chat` },
    });
    await expect
      .poll(() => outcomes(run.ledger('crowd'), 'stream').has('ok'), { timeout: 40_000 })
      .toBe(true);
    await setFault(fault);
    // Half of the streams failing for five seconds ends the climb: what follows is the recovery.
    await run.printed('the climb ends here');
    await setFault('none');
    const { code } = await run.ended;
    // Above the load line failures are data: whether the run passes is for the budgets of baseline and recovery to say.
    expect(code, run.output()).toBe(run.findings().verdict.status === 'pass' ? 0 : 1);
    expect(run.findings().verdict.reasons.join()).not.toContain('before its plan was done');
    expect(outcomes(run.ledger('crowd'), 'stream')).toContain(stream);
    const turns = [...run.ledger('person-1'), ...run.ledger('person-2')];
    expect(outcomes(turns, 'turn')).toContain(turn);
    const findings = run.findings();
    expect(findings.run.interrupted).toBe(false);
    expect(findings.phases.map(({ name }) => name)).toEqual(['baseline', 'climb', 'recovery']);
    expect(findings.phases[1]!.load.outcomes[stream as 'http_5xx']).toBeGreaterThan(0);
    await chat.close();
    await model.close();
  });
}
