import type { Driver, DriverStart } from '../drivers/driver.js';
import type { PacedServer } from '../server/start-server.js';

/** A load tool that people would pick instead. */
export interface Peer {
  readonly name: string;
  /**
   * Fetches it, where it is not there already.
   * @throws {PeerMissing} where it cannot be had.
   */
  fetch(say: (line: string) => void): Promise<FetchedPeer>;
}

export interface FetchedPeer {
  readonly version: string;
  /** Resolves when its first stream has reached the server. It ends by itself after `seconds` of load. */
  start(start: PeerStart): Promise<Driver>;
}

export interface PeerStart extends DriverStart {
  readonly server: PacedServer;
  /** Of load, from its first stream on. */
  readonly seconds: number;
}

/** It cannot be had on this machine; `message` says why. */
export class PeerMissing extends Error {
  readonly code = 'PEER_MISSING';
}
