/** What they hold stands in error messages for good reasons and is nobody's secret. */
const PUBLIC = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'anthropic-version',
  'content-type',
  'mcp-method',
  'mcp-name',
  'mcp-protocol-version',
  'origin',
  'referer',
  'traceparent',
  'user-agent',
  'x-plimsoll-run',
  'x-request-id',
]);

/** What request headers hold that must not be written down: their values, and each word of them (`Bearer …`, `name=…;`). */
export const headerSecrets = (headers: Readonly<Record<string, string>>): string[] =>
  Object.entries(headers)
    .filter(([name]) => !PUBLIC.has(name.toLowerCase()))
    .flatMap(([, value]) => [value, ...value.split(/[\s;,=]+/).filter((word) => word.length >= 8)]);
