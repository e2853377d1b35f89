import type { DialectName } from '../model/dialect.js';
import { aiSdkUi } from './ai-sdk-ui.js';
import type { Dialect } from './dialect.js';
import { openaiChat } from './openai-chat.js';

/** Every dialect by its name. */
export const dialects: Readonly<Record<DialectName, Dialect>> = {
  'ai-sdk-ui': aiSdkUi,
  'openai-chat': openaiChat,
};
