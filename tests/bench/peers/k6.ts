import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askWith } from '../drivers/ask-with.js';
import type { Driver } from '../drivers/driver.js';
import { type Peer, PeerMissing, type PeerStart } from './peer.js';
import { runTool } from './run-tool.js';
import { startTool } from './start-tool.js';
import { wallClockZeroAt } from './wall-clock-zero.js';

/**
 * k6 with its community extension xk6-sse (`k6/x/sse`). It is taken from the PATH and not fetched: it is under the AGPL,
 * and whoever has it has chosen so.
 */
export const k6: Peer = {
  name: 'k6',
  async fetch() {
    try {
      return { version: (await runTool('k6', ['version'])).trim(), start };
    } catch (error) {
      throw new PeerMissing(
        `no k6 that can be run is on the PATH (${(error as Error).message}); the bench does not fetch it, as it is under the AGPL`,
      );
    }
  },
};

async function start({ url, baseNs, streams, rampMs, seconds, server }: PeerStart): Promise<Driver> {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
  const stages = [
    { duration: `${rampMs}ms`, target: streams },
    { duration: `${seconds * 1000 - rampMs}ms`, target: streams },
  ];
  writeFileSync(join(folder, 'script.js'), scriptOf(url, stages));
  const zeroAt = wallClockZeroAt(baseNs);
  return startTool({
    name: 'k6',
    folder,
    server,
    env: { K6_NO_USAGE_REPORT: 'true' },
    command: ['k6', 'run', '--quiet', '--console-output', 'told.txt', 'script.js'],
    firstTexts: () => {
      const told = readFileSync(join(folder, 'told.txt'), 'utf8');
      rmSync(folder, { recursive: true });
      return new Map(
        [...told.matchAll(/first-text (\d+-\d+) (\d+)/g)].map(([, id, at]) => [id!, Number(at) - zeroAt]),
      );
    },
  });
}

/** One VU a stream, as the extension has it; `Date.now()` is the finest clock that a script has. */
function scriptOf(url: string, stages: readonly object[]): string {
  const { headers, body } = askWith('');
  return `
import sse from 'k6/x/sse';

export const options = {
  scenarios: {
    chats: {
      executor: 'ramping-vus',
      startVUs: 0,
      stages: ${JSON.stringify(stages)},
      gracefulStop: '0s',
      gracefulRampDown: '0s',
    },
  },
};

export default function () {
  const id = __VU + '-' + __ITER;
  const headers = Object.assign(${JSON.stringify(headers)}, { 'x-request-id': id });
  let isFirst = true;
  sse.open(${JSON.stringify(url)}, { method: 'POST', headers, body: ${JSON.stringify(body)} }, (client) => {
    client.on('event', ({ data }) => {
      if (data === '[DONE]') {
        client.close();
        return;
      }
      const { choices } = JSON.parse(data);
      if (isFirst && choices[0].delta.content) {
        isFirst = false;
        console.log('first-text ' + id + ' ' + Date.now());
      }
    });
    client.on('error', (error) => {
      throw new Error(error.error());
    });
  });
}
`;
}
