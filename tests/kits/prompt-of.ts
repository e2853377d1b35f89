import type { IncomingMessage } from 'node:http';

interface ChatBody {
  readonly prompt?: string;
  /** The whole conversation, as the kit keeps it. */
  readonly messages?: readonly ChatMessage[];
}

interface ChatMessage {
  readonly text?: string;
  readonly content?: string;
  readonly parts?: readonly { readonly text?: string }[];
}

/** The question that a request asks, however its kit words it. */
export async function promptOf(request: IncomingMessage, url: URL): Promise<string> {
  const asked = url.searchParams.get('prompt');
  if (asked !== null) return asked;
  let text = '';
  for await (const piece of request.setEncoding('utf8')) text += piece;
  return promptIn(text);
}

/** The question in a body or a message of a socket. */
export function promptIn(text: string): string {
  const { prompt, messages } = JSON.parse(text) as ChatBody;
  const last = messages?.at(-1);
  const found = prompt ?? last?.text ?? last?.content ?? last?.parts?.map((part) => part.text ?? '').join('');
  if (found === undefined) throw new Error(`Failed to find the question in ${text}`);
  return found.trim();
}
