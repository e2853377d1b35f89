import '#plimsoll/cli/processes/crowd.js';
import type { FromDriver, ToDriver } from './protocol.js';

/** The product's own load driver, its whole process with the ledger that it writes; it only answers one message more. */
process.on('message', (message: ToDriver | { readonly type: string }) => {
  if (message.type !== 'mark') return;
  const { user, system } = process.cpuUsage();
  const marked: FromDriver = {
    type: 'marked',
    cpuMs: (user + system) / 1000,
    events: null,
    residentBytes: process.memoryUsage().rss,
  };
  process.send!(marked);
});
