import { readFile } from 'node:fs/promises';
import { test as base, expect } from '@playwright/test';
import { type ChatServerOptions, startChatServer } from '../../dist/src/demo/chat-server.js';
import { type ModelServerOptions, startModelServer } from '../../dist/src/demo/model-server.js';
import type { ApiTruth, ModelTruth } from '../../dist/src/model/truth.js';

/** A server under test and the truth it logs. */
export interface Started<Truth> {
  readonly url: string;
  /** All truth lines, as soon as there are so many. */
  truth(lines: number): Promise<readonly Truth[]>;
  close(): Promise<void>;
}

interface DemoFixtures {
  startModel(options?: Partial<ModelServerOptions>): Promise<Started<ModelTruth>>;
  startChat(options: ChatServerOptions): Promise<Started<ApiTruth>>;
}

/** A model without chance: 100 ms to the first token, then 10 tokens, one every 20 ms. */
const STEADY: ModelServerOptions = {
  slots: 4,
  seed: 7,
  prefillMs: 100,
  prefillJitterShare: 0,
  tokensPerSecond: 50,
  tokens: 10,
  tokensJitterShare: 0,
  slowdownPerSlotShare: 0,
};

export const test = base.extend<DemoFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads fixture names from this pattern
  startModel: async ({}, use, testInfo) => {
    const started: Started<ModelTruth>[] = [];
    await use(async (options) => {
      const truthFile = testInfo.outputPath(`model-${started.length}.jsonl`);
      const server = await startModelServer({ ...STEADY, truthFile, ...options });
      started.push({ ...server, truth: (lines) => readTruth<ModelTruth>(truthFile, lines) });
      return started.at(-1)!;
    });
    await Promise.all(started.map((server) => server.close()));
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  startChat: async ({}, use, testInfo) => {
    const started: Started<ApiTruth>[] = [];
    await use(async (options) => {
      const truthFile = testInfo.outputPath(`chat-${started.length}.jsonl`);
      const server = await startChatServer({ truthFile, ...options });
      started.push({ ...server, truth: (lines) => readTruth<ApiTruth>(truthFile, lines) });
      return started.at(-1)!;
    });
    await Promise.all(started.map((server) => server.close()));
  },
});

async function readTruth<Truth>(file: string, lines: number): Promise<readonly Truth[]> {
  const read = async () => (await readFile(file, 'utf8')).trimEnd().split('\n').filter(Boolean);
  await expect.poll(async () => (await read()).length, { message: `truth lines in ${file}` }).toBe(lines);
  return (await read()).map((line) => JSON.parse(line) as Truth);
}

export { expect };
