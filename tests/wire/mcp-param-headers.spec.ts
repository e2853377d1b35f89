import { expect, test } from '@playwright/test';
import { mcpParamHeaders } from '../../dist/src/wire/mcp-param-headers.js';

const named = (name: unknown) => ({ type: 'string', 'x-mcp-header': name });

const TABLE: readonly {
  what: string;
  schema: unknown;
  args: unknown;
  headers: Readonly<Record<string, string>>;
}[] = [
  {
    what: 'texts, numbers and truths as they are written',
    schema: { properties: { a: named('A'), b: named('B'), c: named('C') } },
    args: { a: 'x', b: 7, c: false },
    headers: { 'mcp-param-a': 'x', 'mcp-param-b': '7', 'mcp-param-c': 'false' },
  },
  {
    what: 'at any depth',
    schema: { properties: { where: { properties: { port: named('Port') } } } },
    args: { where: { port: 'Cuxhaven' } },
    headers: { 'mcp-param-port': 'Cuxhaven' },
  },
  {
    what: 'what HTTP cannot carry in Base64',
    schema: { properties: { a: named('A') } },
    args: { a: 'Brücke' },
    headers: { 'mcp-param-a': `=?base64?${Buffer.from('Brücke').toString('base64')}?=` },
  },
  {
    what: 'none for what is not given, is no plain value, or is not asked for',
    schema: { properties: { a: named('A'), b: named('B'), c: named('C'), d: { type: 'string' } } },
    args: { b: null, c: { an: 'object' }, d: 'x' },
    headers: {},
  },
  {
    what: 'none where the name is no name of a header',
    schema: { properties: { a: named('A\r\nB'), b: named(''), c: named(7) } },
    args: { a: 'x', b: 'x', c: 'x' },
    headers: {},
  },
  { what: 'none without a schema', schema: undefined, args: { a: 'x' }, headers: {} },
];

for (const { what, schema, args, headers } of TABLE) {
  test(`arguments in headers: ${what}`, () => {
    expect(mcpParamHeaders(schema, args)).toEqual(headers);
  });
}

test('a schema that contains itself ends', () => {
  const schema: { properties: Record<string, unknown> } = { properties: {} };
  schema.properties.a = schema;
  const args: Record<string, unknown> = {};
  args.a = args;
  expect(mcpParamHeaders(schema, args)).toEqual({});
});
