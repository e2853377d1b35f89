import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Driver } from '../drivers/driver.js';
import { type Peer, PeerMissing, type PeerStart } from './peer.js';
import { PEER_FOLDER } from './peer-folder.js';
import { runTool } from './run-tool.js';
import { startTool } from './start-tool.js';
import { wallClockZeroAt } from './wall-clock-zero.js';

const VERSION = '0.13.0';
const PYTHONS = ['python3.13', 'python3.12', 'python3.11', 'python3'];
const IS_PYTHON = 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))';
const VENV = join(PEER_FOLDER, `aiperf-${VERSION}`);
const PROGRAM = join(VENV, 'bin', 'aiperf');

/** One line of `profile_export.jsonl`, as far as it is needed here. */
interface AiperfRecord {
  readonly metadata: {
    /** The `x-request-id` that it sent. */
    readonly x_request_id: string | null;
    /** Wall clock, epoch ns. */
    readonly request_start_ns: number;
  };
  readonly metrics: { readonly time_to_first_token?: { readonly value: number; readonly unit: string } };
}

/** It wants one, though no tokens are counted; without, it would ask a model hub for the model's. */
const TOKENIZER = {
  'tokenizer.json': {
    version: '1.0',
    added_tokens: [],
    pre_tokenizer: { type: 'Whitespace' },
    model: { type: 'WordLevel', vocab: { '[UNK]': 0 }, unk_token: '[UNK]' },
  },
  'tokenizer_config.json': { tokenizer_class: 'PreTrainedTokenizerFast', unk_token: '[UNK]' },
};

/** NVIDIA's AIPerf from PyPI, in an environment of its own. */
export const aiperf: Peer = {
  name: 'aiperf',
  async fetch(say) {
    if (!existsSync(PROGRAM)) {
      const python = await firstPython();
      say(`fetching aiperf ${VERSION} with ${python}: some minutes, once`);
      try {
        await runTool(python, ['-m', 'venv', VENV]);
        const pip = [
          '-m',
          'pip',
          'install',
          '--quiet',
          '--disable-pip-version-check',
          '--only-binary',
          ':all:',
        ];
        await runTool(join(VENV, 'bin', 'python'), [...pip, `aiperf==${VERSION}`]);
      } catch (error) {
        rmSync(VENV, { recursive: true, force: true });
        throw new PeerMissing(`pip could not install aiperf ${VERSION}: ${(error as Error).message}`);
      }
    }
    return { version: VERSION, start };
  },
};

async function start({ url, baseNs, streams, rampMs, seconds, server }: PeerStart): Promise<Driver> {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
  const { origin, pathname, search } = new URL(url);
  const tokenizer = join(folder, 'tokenizer');
  mkdirSync(tokenizer);
  for (const [name, told] of Object.entries(TOKENIZER)) {
    writeFileSync(join(tokenizer, name), JSON.stringify(told));
  }
  writeFileSync(join(folder, 'prompts.jsonl'), `${JSON.stringify({ text: 'Which way?' })}\n`);
  const zeroAt = wallClockZeroAt(baseNs);
  return startTool({
    name: 'aiperf',
    folder,
    server,
    env: {},
    command: [
      ...[PROGRAM, 'profile', '--model', 'paced', '--url', origin, '--custom-endpoint', pathname + search],
      ...['--tokenizer', tokenizer],
      ...['--endpoint-type', 'chat', '--streaming', '--use-server-token-count'],
      ...['--input-file', 'prompts.jsonl', '--custom-dataset-type', 'single_turn'],
      ...['--concurrency', String(streams), '--concurrency-ramp-duration', String(rampMs / 1000)],
      ...['--benchmark-duration', String(seconds), '--benchmark-grace-period', '0'],
      ...['--ui', 'none', '--no-server-metrics', '--no-gpu-telemetry'],
      ...['--export-level', 'records', '--artifact-dir', 'told'],
    ],
    firstTexts: () => {
      const lines = readFileSync(join(folder, 'told', 'profile_export.jsonl'), 'utf8')
        .trim()
        .split('\n');
      rmSync(folder, { recursive: true });
      return new Map(
        lines.flatMap((line): [string, number][] => {
          const { metadata, metrics } = JSON.parse(line) as AiperfRecord;
          const ttft = metrics.time_to_first_token;
          if (metadata.x_request_id === null || ttft === undefined) return [];
          if (ttft.unit !== 'ms') throw new Error(`Failed to measure: aiperf tells its TTFT in ${ttft.unit}`);
          return [[metadata.x_request_id, metadata.request_start_ns / 1e6 + ttft.value - zeroAt]];
        }),
      );
    },
  });
}

async function firstPython(): Promise<string> {
  for (const python of PYTHONS) {
    try {
      await runTool(python, ['-c', IS_PYTHON]);
      return python;
    } catch {
      // Not there, or another version: the next may be.
    }
  }
  throw new PeerMissing('aiperf needs Python 3.11 to 3.13, and none is on the PATH');
}
