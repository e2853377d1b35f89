import { expect, test } from '@playwright/test';
import { refusalDetail } from '../../dist/src/load/refusal-detail.js';

const TABLE = {
  '{"error":{"message":"no model x","type":"invalid"}}': 'HTTP 400: no model x',
  '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}': 'HTTP 400: Overloaded',
  '{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"Unknown tool"}}': 'HTTP 400: Unknown tool',
  '{"error":"out of memory"}': 'HTTP 400: out of memory',
  '{"message":"Not found"}': 'HTTP 400: Not found',
  '{"detail":[{"loc":["body","q"],"msg":"Field required","type":"missing"}]}': 'HTTP 400: Field required',
  '{"detail":[]}': 'HTTP 400',
  '{"detail":"Not authenticated"}': 'HTTP 400: Not authenticated',
  '{"error":{"message":""},"message":"try later"}': 'HTTP 400: try later',
  '{"error":null}': 'HTTP 400',
  '{"error":{"message":"cut of': 'HTTP 400',
  '["error"]': 'HTTP 400',
  '<h1>Bad request</h1>': 'HTTP 400',
  '': 'HTTP 400',
};
for (const [body, detail] of Object.entries(TABLE)) {
  test(`what a refusal says: ${body === '' ? '(nothing)' : body}`, () => {
    expect(refusalDetail({ outcome: 'http_4xx', detail: 'HTTP 400' }, body)).toBe(detail);
  });
}

test('what is no error may be the answer itself: nothing of it is told', () => {
  const refusal = { outcome: 'not_a_stream', detail: 'HTTP 200 with content type application/json' } as const;
  expect(refusalDetail(refusal, '{"message":"Dear Ms Meier"}')).toBe(refusal.detail);
});
