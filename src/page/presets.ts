import type { PageSelectors } from '../model/plan.js';

/** What is known of one chat page that many teams use. */
export interface Preset {
  readonly name: string;
  /** Versions of it that this was read from. */
  readonly seenIn: string;
  /** All of these must be there on a page that is this one, also before the first message. */
  readonly marks: readonly string[];
  readonly selectors: PageSelectors;
}

/**
 * Presets as data. A page is one of them when all its marks are there and its composer is; one whose answer is not where
 * the preset says is searched as an unknown page. To add one: an entry here.
 */
export const presets: readonly Preset[] = [
  {
    name: 'assistant-ui',
    seenIn: '2026-08',
    marks: ['.aui-composer-input'],
    selectors: {
      composer: '.aui-composer-input',
      send: 'Enter',
      answer: '[data-slot="aui_assistant-message-root"], [data-role="assistant"][data-message-id]',
      busy: '.aui-composer-cancel, [aria-label="Stop generating"]',
      error: '[role="alert"]',
    },
  },
  {
    name: 'ai-chatbot',
    seenIn: '2026-01',
    marks: ['[data-testid="multimodal-input"]', '[data-testid="send-button"], [data-testid="stop-button"]'],
    selectors: {
      composer: '[data-testid="multimodal-input"]',
      send: 'Enter',
      answer: '[data-testid="message-assistant"] [data-testid="message-content"]',
      busy: '[data-testid="stop-button"]',
      error: '[role="alert"], [data-testid="toast"]',
    },
  },
  {
    name: 'open-webui',
    seenIn: '2024 and 2026',
    marks: ['#chat-input, #chat-textarea', '#send-message-button'],
    selectors: {
      composer: '#chat-input, #chat-textarea',
      send: 'Enter',
      answer: '.chat-assistant',
      busy: '#stop-response-button',
      error: '[role="alert"]',
    },
  },
  {
    name: 'librechat',
    seenIn: '2026',
    marks: ['form [data-testid="text-input"]', '[data-testid="send-button"]'],
    selectors: {
      composer: '[data-testid="text-input"]',
      send: 'Enter',
      answer: '.message-render .agent-turn [data-testid="message-body"]',
      // Newer versions keep it and hide it.
      busy: '[data-testid="stop-generation-button"]:not([hidden])',
      error: '[role="alert"]',
    },
  },
  {
    name: 'deep-chat',
    seenIn: '2026-08',
    marks: ['#text-input[role="textbox"]', '#messages'],
    selectors: {
      composer: '#text-input',
      send: 'Enter',
      answer: '#messages .ai-message-text',
      busy: '.deep-chat-loading-message-bubble, .streamed-message, #stop-icon',
      error: '.error-message-text',
    },
  },
  {
    name: 'copilotkit',
    seenIn: 'v2',
    marks: ['[data-testid="copilot-chat-textarea"]'],
    selectors: {
      composer: '[data-testid="copilot-chat-textarea"]',
      send: 'Enter',
      answer: '[data-testid="copilot-assistant-message"]',
      busy: null,
      error: '[role="alert"]',
    },
  },
  {
    name: 'llama.cpp',
    seenIn: '2026',
    marks: ['textarea', '[aria-label*="llama" i], [data-slot="chat-form"]'],
    selectors: {
      composer: 'textarea',
      send: 'Enter',
      answer: '[role="group"][aria-label="Assistant message with actions"]',
      busy: null,
      error: '[role="alert"]',
    },
  },
];
