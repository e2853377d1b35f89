import { mcpHeaderValue } from './mcp-header-value.js';

interface Schema {
  readonly 'x-mcp-header'?: unknown;
  readonly properties?: Readonly<Record<string, Schema | null>> | null;
}

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** A schema is the server's: one that goes deeper is not followed. */
const MAX_DEPTH = 16;

/**
 * The headers that repeat arguments of a tool for whoever routes without reading the body (MCP 2026-07-28): those for which the
 * tool's input schema names one (`x-mcp-header`), at any depth of `properties`. An argument that is not given has none.
 */
export function mcpParamHeaders(inputSchema: unknown, args: unknown): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  collect(inputSchema, args, headers, 0);
  return headers;
}

function collect(schema: unknown, value: unknown, into: Record<string, string>, depth: number): void {
  if (typeof schema !== 'object' || schema === null || value === undefined || value === null) return;
  const { 'x-mcp-header': name, properties } = schema as Schema;
  if (typeof name === 'string' && TOKEN.test(name) && isPlain(value)) {
    into[`mcp-param-${name.toLowerCase()}`] = mcpHeaderValue(String(value));
  }
  if (typeof properties !== 'object' || properties === null || typeof value !== 'object') return;
  if (depth === MAX_DEPTH) return;
  for (const [key, property] of Object.entries(properties)) {
    collect(property, (value as Record<string, unknown>)[key], into, depth + 1);
  }
}

const isPlain = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value));
