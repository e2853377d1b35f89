import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { seededRandom, seedFrom } from './seeded-random.js';

/** What a tool gives back of its arguments; the same ones always give the same. */
interface Tool {
  readonly description: string;
  readonly input: Readonly<Record<string, z.ZodType>>;
  readonly result: (args: Readonly<Record<string, unknown>>) => string;
}

const TIDES_A_DAY = 2;

function tideTable({ port, days }: Readonly<Record<string, unknown>>): string {
  const random = seededRandom(seedFrom(`tides of ${String(port)}`));
  const tides = Array.from({ length: Number(days ?? 1) * TIDES_A_DAY }, (_, nth) => {
    const minutes = Math.floor(nth * 745 + random() * 60);
    const hour = String(Math.floor(minutes / 60) % 24).padStart(2, '0');
    return `${hour}:${String(minutes % 60).padStart(2, '0')} ${(2 + 2 * random()).toFixed(1)} m`;
  });
  return `High water at ${String(port)}: ${tides.join(', ')}.`;
}

function searchNotes({ query }: Readonly<Record<string, unknown>>): string {
  const random = seededRandom(seedFrom(`notes on ${String(query)}`));
  const pages = Array.from({ length: 3 }, () => Math.floor(random() * 400) + 1);
  return `Notes on "${String(query).slice(0, 80)}": pages ${pages.join(', ')}.`;
}

const convert = ({ value }: Readonly<Record<string, unknown>>): string =>
  `${Number(value)} nautical miles are ${(Number(value) * 1.852).toFixed(2)} kilometres.`;

/** Everything the demo's MCP server offers; none of it changes anything. */
export const TOOLS: Readonly<Record<string, Tool>> = {
  search_notes: {
    description: 'Finds pages of the log that are about something.',
    input: { query: z.string() },
    result: searchNotes,
  },
  tide_table: {
    description: 'Times and heights of high water at a port.',
    input: { port: z.string(), days: z.number().int().min(1).max(7).optional() },
    result: tideTable,
  },
  convert_distance: {
    description: 'Nautical miles in kilometres.',
    input: { value: z.number() },
    result: convert,
  },
};

/** Runs a tool's work: gets a place, waits, and tells when it may answer. */
export type Work = (tool: string, signal: AbortSignal) => Promise<void>;

export function registerTools(server: McpServer, work: Work): void {
  for (const [name, { description, input, result }] of Object.entries(TOOLS)) {
    server.registerTool(
      name,
      { description, inputSchema: input, annotations: { readOnlyHint: true } },
      async (args, { signal }) => {
        await work(name, signal);
        return { content: [{ type: 'text', text: result(args) }] };
      },
    );
  }
}
