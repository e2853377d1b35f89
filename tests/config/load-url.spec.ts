import { expect, test } from '@playwright/test';
import { checkLoadUrl } from '../../dist/src/config/load-url.js';

const OURS = [
  'http://localhost/',
  'http://LOCALHOST:8080/v1',
  'http://chat.localhost/',
  'http://127.0.0.1:3000/',
  'http://127.1.2.3/',
  'https://[::1]:8443/',
  'http://[0:0:0:0:0:0:0:1]/',
  // Other ways to write 127.0.0.1, which the parser of addresses puts right before anybody judges them.
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f.1/',
  'http://0177.0.0.1/',
  'http://①②⑦.0.0.1/',
];

const OTHERS = [
  'http://127.0.0.1.example.org/',
  'http://localhost.example.org/',
  'http://notlocalhost/',
  'http://example.org/#localhost',
  'http://example.org/?@localhost',
  'http://localhost@example.org/',
  'http://127.0.0.1:80@example.org/',
  'http://128.0.0.1/',
  'http://10.0.0.1/',
  'http://0.0.0.0/',
  'http://[::]/',
  'http://[::ffff:10.0.0.1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[2001:db8::1]/',
  'http://1127.0.0.1.nip.io/',
];

for (const url of OURS) {
  test(`loopback: ${url}`, () => {
    expect(() => checkLoadUrl(url, [])).not.toThrow();
  });
}

for (const url of OTHERS) {
  test(`not loopback: ${url}`, () => {
    expect(() => checkLoadUrl(url, [])).toThrow(/may not load/);
  });
}

test('a host that was named may be loaded, with or without its port, in any case', () => {
  const url = 'https://API.example.org:8443/v1';
  for (const host of ['api.example.org', 'API.Example.org', 'api.example.org:8443']) {
    expect(() => checkLoadUrl(url, [host]), host).not.toThrow();
  }
  for (const host of ['example.org', '.example.org', '*', 'api.example.org:443', '']) {
    expect(() => checkLoadUrl(url, [host]), host).toThrow(/PLIMSOLL|may not load/);
  }
});
