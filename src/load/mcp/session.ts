import type { DialectName } from '../../model/dialect.js';
import { MCP_2026_META } from '../../wire/mcp-2026.js';
import type { McpCall } from '../../wire/mcp-call.js';
import type { McpTool } from '../../wire/mcp-tools.js';
import { parseJsonEvent } from '../../wire/parse-json-event.js';
import type { Failure } from './failure.js';
import { httpSse } from './http-sse.js';
import { postOnly } from './post-only.js';
import { streamableHttp } from './streamable-http.js';
import type { Transport, TransportOptions } from './transport.js';

/** Dialects of MCP for which the driver holds sessions, or what stands for one. */
export const MCP_WIRES = {
  'mcp-http-sse': { transport: httpSse, version: '2024-11-05' },
  'mcp-streamable-http': { transport: streamableHttp, version: '2025-11-25' },
  'mcp-2026': { transport: postOnly, version: null },
} as const satisfies Partial<
  Record<DialectName, { transport: (options: TransportOptions) => Transport; version: string | null }>
>;
export type McpWire = keyof typeof MCP_WIRES;

/** Revisions whose messages are understood after `initialize`. */
const VERSIONS: readonly unknown[] = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'];
/** Pages of `tools/list` that are read. */
const MAX_PAGES = 20;

/** One client's session with an MCP server. */
export interface Session {
  readonly transport: Transport;
  /** Connects and agrees on the protocol; `null`: it can be used. */
  open(): Promise<Failure | null>;
  /** What the set-up waits for, for messages. */
  readonly step: string;
  tools(): Promise<readonly McpTool[] | Failure>;
  /** A request of this session, with an id that it has not used before. */
  message(method: string, params: Readonly<Record<string, unknown>>): McpCall;
}

export function createSession(wire: McpWire, options: TransportOptions): Session {
  const { transport: create, version } = MCP_WIRES[wire];
  const transport = create(options);
  let ids = 0;
  let step = 'connecting';

  const message = (method: string, params: Readonly<Record<string, unknown>>): McpCall => ({
    jsonrpc: '2.0',
    id: ids++,
    method,
    params: version === null ? { ...params, _meta: MCP_2026_META } : params,
  });

  /** One request of the session's own, to its result. */
  function ask(method: string, params: Readonly<Record<string, unknown>>): Promise<Asked> {
    step = method;
    return new Promise((resolve) => {
      const request = message(method, params);
      const fail = (failure: Failure): void => resolve({ failure: within(method, failure) });
      transport.request(request, {
        sent: () => undefined,
        headers: () => undefined,
        bytes: () => undefined,
        resumed: () => undefined,
        event({ data }) {
          const response = parseJsonEvent(data);
          if (response === null || response.id !== request.id || response.method !== undefined) return false;
          const result = response.result as Record<string, unknown> | null | undefined;
          if (typeof result === 'object' && result !== null) resolve({ result });
          else {
            const error = response.error as { message?: unknown } | null | undefined;
            fail({
              outcome: 'inband_error',
              detail: String(error?.message ?? 'neither a result nor an error'),
            });
          }
          return true;
        },
        over: () => fail({ outcome: 'truncated', detail: 'ended without a response' }),
        failed: fail,
      });
    });
  }

  return {
    transport,
    message,
    get step() {
      return step;
    },
    async open() {
      const failure = await transport.connect();
      if (failure !== null) return failure;
      if (version === null) return null;
      const { result, failure: refused } = await ask('initialize', {
        protocolVersion: version,
        capabilities: {},
        clientInfo: { name: 'plimsoll', version: '1' },
      });
      if (result === undefined) return refused;
      const spoken = result.protocolVersion;
      if (typeof spoken !== 'string' || !VERSIONS.includes(spoken)) {
        return {
          outcome: 'protocol_violation',
          detail: `initialize: the server speaks MCP ${String(spoken)}`,
        };
      }
      transport.agreed(spoken);
      await transport.notify({ jsonrpc: '2.0', method: 'notifications/initialized' });
      return null;
    },
    async tools() {
      const tools: McpTool[] = [];
      let cursor: unknown;
      for (let page = 0; page < MAX_PAGES; page++) {
        const { result, failure } = await ask('tools/list', cursor === undefined ? {} : { cursor });
        if (result === undefined) return failure;
        if (Array.isArray(result.tools)) tools.push(...(result.tools as McpTool[]));
        cursor = result.nextCursor;
        if (typeof cursor !== 'string' || cursor === '') break;
      }
      return tools.filter((tool) => typeof tool?.name === 'string');
    },
  };
}

type Asked =
  | { readonly result: Readonly<Record<string, unknown>>; readonly failure?: undefined }
  | { readonly result?: undefined; readonly failure: Failure };

const within = (method: string, failure: Failure): Failure => ({
  ...failure,
  detail: `${method}: ${failure.detail}`,
});
