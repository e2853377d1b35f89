import { type BrowserContext, test as base, expect } from '@playwright/test';
import { resolvePlan } from '../../dist/src/config/resolve-plan.js';
import type { DevicePlan } from '../../dist/src/model/device.js';
import type { RunPlan } from '../../dist/src/model/plan.js';
import type { TurnRecord } from '../../dist/src/model/records.js';
import { type ChatPage, createChatPage } from '../../dist/src/page/chat-page.js';
import { monotonicMs } from '../../dist/src/run/clock.js';
import { SELECTORS, type Step, startScriptedChat } from '../probe/scripted-chat.js';

type Scripts = Readonly<Record<string, readonly Step[]>>;

interface Wanted {
  readonly turnMs?: number;
  readonly text?: RunPlan['text'];
  readonly selectors?: Partial<RunPlan['target']['selectors']>;
  /** Nothing is known of the page: all of its parts are to be found. */
  readonly unknown?: boolean;
  readonly cut?: Promise<unknown>;
  readonly device?: DevicePlan;
  readonly patience?: Parameters<typeof createChatPage>[0]['patience'];
  /** What follows the page's address. */
  readonly path?: string;
}

/** A chat page that does what the script named by the prompt says, as a person uses it. */
export interface Person {
  readonly chat: ChatPage;
  readonly context: BrowserContext;
  ask(prompt: string): Promise<TurnRecord>;
}

interface Fixtures {
  open(scripts: Scripts, wanted?: Wanted): Promise<Person>;
  /** A chat page at any address; not opened. */
  at(url: string, wanted?: Wanted): Promise<ChatPage>;
}

export function planFor({ turnMs = 8000, text = 'keep', selectors = {}, unknown }: Wanted = {}): RunPlan {
  const where =
    unknown === true
      ? { chatUrl: 'http://127.0.0.1/', preset: 'none' as const }
      : // `stop` would else be the demo's.
        { selectors: { ...SELECTORS, stop: null, ...selectors } };
  return resolvePlan({
    config: {
      profile: 'page-only',
      text,
      deadlines: { turnMs },
      target: { loadDialect: 'openai-chat', ...where },
    },
    env: {},
  });
}

export const test = base.extend<Fixtures>({
  at: async ({ page }, use, testInfo) => {
    await use((chatUrl, wanted = {}) =>
      createChatPage({
        page,
        plan: planFor(wanted),
        chatUrl,
        runDir: testInfo.outputDir,
        hostMs: monotonicMs,
        baseMs: monotonicMs(),
        device: wanted.device,
        cut: wanted.cut ?? new Promise(() => undefined),
        ...(wanted.patience === undefined ? {} : { patience: wanted.patience }),
      }),
    );
  },
  open: async ({ at, context }, use) => {
    const closers: (() => void)[] = [];
    await use(async (scripts, wanted = {}) => {
      const served = await startScriptedChat(scripts);
      closers.push(served.close);
      const chat = await at(served.url + (wanted.path ?? ''), wanted);
      await chat.open();
      let ordinal = 0;
      const who = () => ({ id: `p-${ordinal}`, person: 'p', journey: 'j', ordinal: ordinal++ });
      return { chat, context, ask: (prompt) => chat.ask(prompt, who()) };
    });
    for (const close of closers) close();
  },
});

export { expect };
