import { type Dialect, NOTHING } from './dialect.js';
import { conversationId, uiMessages } from './messages.js';

/**
 * The AI SDK's plain text stream: the body is the answer.
 *
 * First text: the first byte. Terminal: the end of the body, the only one it has, so that a backend which gives up
 * politely cannot be told from one that is done. In-band error: none.
 */
export const aiSdkText: Dialect = {
  name: 'ai-sdk-text',
  framings: { 'text/plain': 'text' },
  headers: { accept: 'text/plain' },
  body: (prompt, id, _model, before = []) => ({
    id: conversationId(id, before),
    trigger: 'submit-message',
    messages: uiMessages(prompt, id, before),
  }),
  recognises: () => false,
  begins: () => false,
  open: () => ({
    read: ({ data }) => (data === '' ? NOTHING : { text: data }),
    end: () => ({ text: '', terminal: 'ok' }),
  }),
};
