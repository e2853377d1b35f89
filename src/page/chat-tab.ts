import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { DevicePlan } from '../model/device.js';
import type { RunPlan } from '../model/plan.js';
import { locateChat } from './locate-chat.js';
import { type OpenChat, openChat } from './open-chat.js';
import { pictureStyle } from './picture-style.js';
import type { PreFlight } from './pre-flight.js';
import { pressNewChat } from './press-new-chat.js';
import { type SendWay, sendWayOf } from './send-prompt.js';
import type { Tab } from './tab.js';
import { createTabs, type Tabs } from './tabs.js';

export interface ChatTabOptions {
  readonly page: Page;
  readonly plan: RunPlan;
  readonly chatUrl: string;
  /** Folder for screenshots. */
  readonly runDir: string;
  /** Host monotonic milliseconds, absolute. */
  readonly hostMs: () => number;
  /** What the person holds in their hands; `undefined`: this machine as it is. */
  readonly device?: DevicePlan | undefined;
  /** The tabs of this context, where others follow turns in it, too. */
  readonly tabs?: Tabs;
}

const SCREENSHOT_MS = 5000;

/** The tab with the chat in it, and what is known of the chat there. After a crash it is another tab. */
export class ChatTab {
  readonly #options: ChatTabOptions;
  readonly #locateMs: number;
  readonly #tabs: Tabs;
  #tab: Tab;
  #prepare: ((page: Page) => Promise<void>) | undefined;
  /** A tab that crashed cannot be used again. */
  #needsTab = false;
  chat: OpenChat | undefined;
  sendWay: SendWay | undefined;
  conversationTurn = 0;
  /** What the last turn showed. */
  lastAnswer = '';
  /** A turn that did not end by itself leaves the page in a state that the next one must not inherit. */
  needsReload = false;

  private constructor(options: ChatTabOptions, locateMs: number, tabs: Tabs, tab: Tab) {
    this.#options = options;
    this.#tabs = tabs;
    this.#locateMs = locateMs;
    this.#tab = tab;
    this.#watch(tab.page);
  }

  /** `locateMs`: a composer that was there is there again by then. */
  static async follow(options: ChatTabOptions, locateMs: number): Promise<ChatTab> {
    const { plan, hostMs, device, page } = options;
    const tabs = options.tabs ?? createTabs({ dialect: plan.target.loadDialect, hostMs, device });
    return new ChatTab(options, locateMs, tabs, await tabs.of(page));
  }

  get tab(): Tab {
    return this.#tab;
  }

  /** Opens the chat anew, in another tab if this one is lost. `prepare` is kept for the next time. */
  async open(prepare?: (page: Page) => Promise<void>): Promise<PreFlight> {
    const { chatUrl, plan } = this.#options;
    this.#prepare = prepare ?? this.#prepare;
    if (this.#needsTab) await this.#replace();
    this.chat = await openChat({
      page: this.#tab.page,
      url: chatUrl,
      target: plan.target,
      prepare: this.#prepare,
      screenshot: () => this.screenshot('cannot-open'),
    });
    this.sendWay = sendWayOf(this.chat.selectors.send);
    this.conversationTurn = 0;
    this.needsReload = false;
    return this.chat.flight;
  }

  /** The chat as it is on the page now: its frame may have been made anew. `undefined`: nobody could write there. */
  async now(): Promise<OpenChat | undefined> {
    if (this.chat === undefined || this.needsReload || this.#needsTab) await this.open();
    const located = await this.#locate(this.chat!);
    if (located === undefined) {
      this.needsReload = true;
      return undefined;
    }
    this.chat = { ...this.chat!, ...located };
    return this.chat;
  }

  /** Begins a new conversation: by the page's own control, else by opening the page anew, as is then told. */
  async newChat(): Promise<PreFlight | undefined> {
    const { chat, lastAnswer } = this;
    if (chat === undefined || this.needsReload || this.#needsTab) return this.open();
    const { newChat: selector } = this.#options.plan.target.selectors;
    const isNew = await pressNewChat({ frame: chat.frame, selector, lastAnswer });
    if (!isNew || (await this.#locate(chat)) === undefined) return this.open();
    this.conversationTurn = 0;
    return undefined;
  }

  async screenshot(name: string): Promise<string | undefined> {
    const { runDir, plan } = this.#options;
    const path = join(runDir, `${name}.png`);
    // Before anybody has asked, there is no answer to keep to oneself.
    const style = pictureStyle(this.chat === undefined ? 'keep' : plan.text);
    try {
      await this.#tab.page.screenshot({ path, timeout: SCREENSHOT_MS, style });
      return path;
    } catch {
      // A page that cannot even be drawn: the error that called for the picture says more.
      return undefined;
    }
  }

  #locate({ selectors }: OpenChat) {
    return locateChat(this.#tab.page, selectors.composer, this.#locateMs);
  }

  async #replace(): Promise<void> {
    const before = this.#tab.page;
    this.#tab = await this.#tabs.of(await before.context().newPage());
    this.#watch(this.#tab.page);
    this.#needsTab = false;
    before.off('crash', this.#dead).off('close', this.#dead);
    await before.close();
  }

  #watch(page: Page): void {
    page.on('crash', this.#dead).on('close', this.#dead);
  }

  readonly #dead = (): void => {
    this.#needsTab = true;
  };
}
