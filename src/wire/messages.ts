import type { Exchange } from './dialect.js';

/** A message as OpenAI, Anthropic and Ollama write it. */
export interface RoleMessage {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

/** A conversation and what is asked next, as messages with roles. */
export const roleMessages = (prompt: string, before: readonly Exchange[]): RoleMessage[] => [
  ...before.flatMap((turn): RoleMessage[] => [
    { role: 'user', content: turn.prompt },
    { role: 'assistant', content: turn.answer },
  ]),
  { role: 'user', content: prompt },
];

/** The same, each message with an id of its own, as AG-UI writes it. */
export const idMessages = (
  prompt: string,
  id: string,
  before: readonly Exchange[],
): (RoleMessage & { readonly id: string })[] => {
  const turns = [...before, { id }].flatMap((turn) => [`${turn.id}-user`, `${turn.id}-assistant`]);
  return roleMessages(prompt, before).map((message, index) => ({ id: turns[index]!, ...message }));
};

/** The same as parts, as the AI SDK writes it. */
export const uiMessages = (prompt: string, id: string, before: readonly Exchange[]) =>
  idMessages(prompt, id, before).map(({ content, ...message }) => ({
    ...message,
    parts: [{ type: 'text', text: content }],
  }));

/** The id of a conversation: that of its first request. */
export const conversationId = (id: string, before: readonly Exchange[]): string => before[0]?.id ?? id;
