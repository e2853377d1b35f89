/** The text that a person sees of a component's value: itself, or of a chat history the newest answer. */
export function gradioText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return '';
  const last: unknown = value.at(-1);
  if (Array.isArray(last)) return gradioText(last.at(-1));
  const content = (last as { content?: unknown } | null | undefined)?.content;
  if (typeof content === 'string') return content;
  // Newer chats write a message's content in parts.
  if (!Array.isArray(content)) return '';
  return (content as readonly unknown[])
    .map((part) => (part as { text?: unknown } | null | undefined)?.text)
    .filter((text) => typeof text === 'string')
    .join('');
}

/** What a text has gained over the one before; a text that was written anew is a gain as a whole. */
export function createGained(): (now: string) => string {
  let before = '';
  return (now) => {
    const text = now.startsWith(before) ? now.slice(before.length) : now;
    before = now;
    return text;
  };
}
