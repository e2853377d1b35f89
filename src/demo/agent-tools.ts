import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { seededRandom, seedFrom } from './seeded-random.js';

/** One call that the agent makes for a prompt. */
export interface PlannedCall {
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

const PORTS = ['Cuxhaven', 'Brest', 'Plymouth', 'Vigo'];

/** What the agent calls before it answers: always a search, then one or two more. The same prompt calls the same. */
export function plannedCalls(prompt: string): readonly PlannedCall[] {
  const random = seededRandom(seedFrom(`calls for ${prompt}`));
  const port = PORTS[Math.floor(random() * PORTS.length)]!;
  const search: PlannedCall = { name: 'search_notes', arguments: { query: prompt.slice(0, 80) } };
  const tides: PlannedCall = { name: 'tide_table', arguments: { port, days: 1 } };
  const distance: PlannedCall = {
    name: 'convert_distance',
    arguments: { value: Math.floor(random() * 90) + 10 },
  };
  return random() < 0.5 ? [search, tides] : [search, tides, distance];
}

/** The agent's side of an MCP server: a session for each run, as agents that share nothing between users have it. */
export interface Tools {
  call(call: PlannedCall, signal: AbortSignal): Promise<string>;
  close(): Promise<void>;
}

export async function openTools(mcpUrl: string): Promise<Tools> {
  const client = new Client({ name: 'plimsoll-demo-agent', version: '1.0.0' });
  const transport = new StreamableHTTPClientTransport(new URL(mcpUrl));
  // The SDK's own types are not written for exactOptionalPropertyTypes.
  await client.connect(transport as Parameters<typeof client.connect>[0]);
  return {
    async call({ name, arguments: given }, signal) {
      const { content, isError } = await client.callTool({ name, arguments: { ...given } }, undefined, {
        signal,
      });
      const text = (content as readonly { readonly text?: string }[])
        .map((part) => part.text ?? '')
        .join('\n');
      if (isError === true) throw new Error(`the tool ${name} failed: ${text}`);
      return text;
    },
    async close() {
      await transport.terminateSession();
      await client.close();
    },
  };
}
