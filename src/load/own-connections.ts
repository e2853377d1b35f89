import { Client } from 'undici';
import type { Connection, Connections } from './connection.js';

/**
 * A connection for each stream at a time, kept alive for the next. undici's own pool asks every connection that it has whether
 * it is free, which thousands of streams cannot afford; here whoever is done gives it back, and the last one given back is the
 * next one taken.
 */
export function createOwnConnections(options: Client.Options): Connections {
  const all: Client[] = [];
  const idle = new Map<string, Connection[]>();

  function connectTo(origin: string, free: Connection[]): Connection {
    const client = new Client(origin, options);
    all.push(client);
    const connection: Connection = {
      dispatch: (request, handler) => client.dispatch(request, handler),
      giveBack: () => free.push(connection),
    };
    return connection;
  }

  return {
    take(origin) {
      let free = idle.get(origin);
      if (free === undefined) {
        free = [];
        idle.set(origin, free);
      }
      return free.pop() ?? connectTo(origin, free);
    },
    async destroy() {
      await Promise.all(all.map((client) => client.destroy()));
    },
  };
}
