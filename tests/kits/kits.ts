import type { Frame } from './kit-server.js';

/** A chat page of the kinds that are out there, and what is known of it. */
export interface Kit {
  /** Its source is `pages/<page>.ts` or `.tsx`. */
  readonly page: string;
  readonly frame?: Frame;
  /** Most that the page itself adds between the arrival of the first word and its paint, beyond a frame. */
  readonly kitDelayMs: number;
  /** How long the first text is so pale that people may differ on whether it can be read. */
  readonly fadeMs?: number;
  /** Where in the kit that comes from. */
  readonly delaySource: string;
  /** Where things are, for tests of the pages themselves; Plimsoll is not told. */
  readonly composer: string;
  /** The newest answer is the last match, or the first where the newest stands on top. */
  readonly answer: string;
  readonly newestFirst?: boolean;
  /** Where it grows, if that is elsewhere. */
  readonly growing?: string;
  /** The element whose shadow root holds the chat. */
  readonly shadowHost?: string;
  /** On a busy machine it forgets the end of an answer: what it shows at last is the answer then. */
  readonly dropsEnds?: boolean;
  /** Clicked to send, where Enter does not. */
  readonly send?: string;
}

const NO_DELAY = { kitDelayMs: 0, delaySource: 'none: what comes is rendered at once' };

const NLUX: Kit = {
  page: 'nlux',
  dropsEnds: true,
  composer: '.nlux-comp-composer textarea',
  answer: '.nlux-comp-chatItem--received .nlux-markdown-container',
  kitDelayMs: 125,
  delaySource:
    '@nlux/core: each piece waits 100 ms where the browser calls itself Safari, as most do, then a timer for each character',
};
const DEEP_CHAT: Kit = {
  page: 'deep-chat',
  shadowHost: 'deep-chat',
  composer: '#text-input',
  answer: '.ai-message-text',
  ...NO_DELAY,
};

/** Kits by their packages; the odd ones are written by hand. */
export const KITS: readonly Kit[] = [
  {
    page: 'assistant-ui',
    composer: '.composer textarea',
    answer: '.assistant .text',
    kitDelayMs: 40,
    fadeMs: 15,
    delaySource:
      'useSmooth: nothing in the first frame, then up to 5 ms for each character; the page fades in for 150 ms',
  },
  {
    page: 'streamdown',
    composer: '.prompt textarea',
    answer: '.is-assistant > div > div:first-child',
    ...NO_DELAY,
  },
  DEEP_CHAT,
  NLUX,
  {
    page: 'chatscope',
    composer: '[contenteditable=true]',
    answer: '.cs-message--incoming .cs-message__content',
    ...NO_DELAY,
  },
  { page: 'virtuoso', composer: '.bar textarea', answer: '.row pre', ...NO_DELAY },
  {
    page: 'vue-advanced-chat',
    shadowHost: 'vue-advanced-chat',
    composer: 'textarea',
    answer: '.vac-message-wrapper .markdown',
    kitDelayMs: 110,
    fadeMs: 50,
    delaySource:
      'vac-fade-message: two frames, then from opacity 0 in 500 ms, a tenth of which is there after 55 ms',
  },
  { ...NLUX, frame: 'same-origin' },
  { ...DEEP_CHAT, frame: 'other-origin' },
  {
    page: 'odd-newest-first',
    composer: '.post input',
    answer: 'article div',
    newestFirst: true,
    ...NO_DELAY,
  },
  { page: 'odd-one-answer', composer: '.ask input', answer: '#answer', ...NO_DELAY },
  { page: 'odd-rewritten', composer: '.bar textarea', answer: '.entry pre', ...NO_DELAY },
  {
    page: 'odd-click-only',
    composer: '[role=textbox]',
    answer: 'li',
    growing: '.growing',
    send: '[title=Send]',
    ...NO_DELAY,
  },
  { page: 'odd-three-fields', composer: '#ask textarea', answer: '.turn .a', ...NO_DELAY },
];

export const kitName = ({ page, frame }: Kit): string =>
  frame === undefined ? page : `${page}, ${frame} frame`;
