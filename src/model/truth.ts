/** What the demo's model server logs of every request: the truth that measurements are compared with. One JSON line each. */
export interface ModelTruth {
  readonly id: string;
  /** `x-request-id` of the request, where the chat API passed one on. */
  readonly requestId: string | null;
  readonly arrivedMs: number;
  /** A worker slot was free. */
  readonly startedMs: number | null;
  readonly headersMs: number | null;
  readonly firstTokenMs: number | null;
  readonly lastTokenMs: number | null;
  readonly endedMs: number;
  /** Every token's true write time. */
  readonly tokensMs: readonly number[];
  readonly outcome: 'completed' | 'client-left-queue' | 'client-left';
  readonly slots: number;
}

/** What the demo's chat API logs of every request. */
export interface ApiTruth {
  readonly requestId: string;
  readonly arrivedMs: number;
  /** The first text chunk of the model reached the API. */
  readonly firstModelTextMs: number | null;
  /** The first text part was handed to the socket. */
  readonly firstWriteMs: number | null;
  readonly endedMs: number;
}

/** What the demo's MCP server logs of every tool call. */
export interface McpTruth {
  readonly tool: string;
  readonly arrivedMs: number;
  /** A slot was free. */
  readonly startedMs: number | null;
  readonly endedMs: number;
  readonly outcome: 'completed' | 'cancelled';
  readonly slots: number;
}
