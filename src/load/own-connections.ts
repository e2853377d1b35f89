import { type buildConnector, Client } from 'undici';
import type { Connection, Connections } from './connection.js';
import { connectorInPlace, type InPlace } from './connector-in-place.js';

/**
 * A connection for each stream at a time, kept alive for the next. undici's own pool asks every connection that it has whether
 * it is free, which thousands of streams cannot afford; here whoever is done gives it back, and the last one given back is the
 * next one taken.
 */
export function createOwnConnections(
  options: Client.Options,
  connect: buildConnector.BuildOptions,
): Connections {
  const connectIn = connectorInPlace(connect);
  const all: Client[] = [];
  const idle = new Map<string, Connection[]>();

  function connectTo(origin: string, free: Connection[]): Connection {
    const inPlace: InPlace = { isBody: false };
    const client = new Client(origin, { ...options, connect: connectIn(inPlace) });
    all.push(client);
    const connection: Connection = {
      dispatch: (request, handler) => client.dispatch(request, handler),
      bodyBegins() {
        inPlace.isBody = true;
      },
      giveBack() {
        inPlace.isBody = false;
        free.push(connection);
      },
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
