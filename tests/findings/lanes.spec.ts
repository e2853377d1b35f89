import { expect, test } from '@playwright/test';
import { renderSummary } from '../../dist/src/report/render-summary.js';
import { findingsOf, found } from './found.js';
import { plantLedger } from './plant-ledger.js';

/** One run whose crowd loaded two servers: the records of two planted backends, each under its name. */
function twoLanes(agentSlots: number, mcpSlots: number) {
  const agent = plantLedger({ seed: 3, slots: agentSlots });
  const mcp = plantLedger({ seed: 4, slots: mcpSlots });
  const named = <R extends object>(records: readonly R[], lane: string) =>
    records.map((record) => ({ ...record, lane }));
  return {
    plan: { ...agent.plan, target: { ...agent.plan.target, lane: 'agent' } },
    ledger: {
      ...agent.ledger,
      streams: [...named(agent.ledger.streams, 'agent'), ...named(mcp.ledger.streams, 'mcp')],
      buckets: [...named(agent.ledger.buckets, 'agent'), ...named(mcp.ledger.buckets, 'mcp')],
    },
  };
}

test('a run with one server has no lanes', () => {
  expect(found({ seed: 3 })).not.toHaveProperty('lanes');
});

test('everything but the lanes is as if only the server that people use had been loaded', () => {
  const { lanes, ...rest } = findingsOf(twoLanes(4, 1));
  expect(lanes?.lanes.map(({ name }) => name)).toEqual(['agent', 'mcp']);
  expect(rest).toEqual(found({ seed: 3, slots: 4 }));
});

for (const [agentSlots, mcpSlots, first] of [
  [12, 3, 'mcp'],
  [3, 12, 'agent'],
] as const) {
  test(`with ${agentSlots} slots in the agent and ${mcpSlots} in the MCP server, ${first} gives way first`, () => {
    const findings = findingsOf(twoLanes(agentSlots, mcpSlots));
    const lanes = findings.lanes!;
    expect(lanes).toMatchObject({ status: 'first', firstToGive: first });
    const ttft = (name: string): number | null =>
      lanes.lanes.find((lane) => lane.name === name)!.phases.find(({ kind }) => kind === 'peak')!.load
        .wireTtftMs.p50;
    const [slow, fast] = first === 'mcp' ? ['mcp', 'agent'] : ['agent', 'mcp'];
    expect(ttft(slow!)).toBeGreaterThan(ttft(fast!)!);
    expect(renderSummary(findings)).toContain(`The server "${first}" gave way first`);
  });
}

test('servers of the same capacity give way together', () => {
  expect(findingsOf(twoLanes(4, 4)).lanes).toMatchObject({ status: 'together', firstToGive: null });
});

test('a server with no stream that counts says so', () => {
  const { plan, ledger } = twoLanes(4, 4);
  const streams = ledger.streams.filter(({ lane }) => lane === 'agent');
  const { lanes } = findingsOf({ plan, ledger: { ...ledger, streams } });
  expect(lanes).toMatchObject({
    status: 'not-measured',
    firstToGive: null,
    caveats: ['Nothing can be said of mcp.'],
  });
});
