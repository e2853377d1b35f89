import { resolve } from 'node:path';

/** Where fetched peers stay for the next run; git does not see it, and it goes with `node_modules`. */
export const PEER_FOLDER = resolve('node_modules/.cache/plimsoll-peers');
