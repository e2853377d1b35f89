import type { Dispatcher } from 'undici';

export interface Connection {
  dispatch(request: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void;
  /** All of the response's head is there. Until this is said, what is read is copied: undici keeps a head that is cut by a read. */
  bodyBegins(): void;
  /** The response is over, however it ended. Called once for each `take`. */
  giveBack(): void;
}

export interface Connections {
  /** One that has nothing to do, or one that carries several at once. */
  take(origin: string): Connection;
  /** Where a connection that was given back can be taken again only after this. */
  readonly settle?: (() => Promise<void>) | undefined;
  destroy(): Promise<void>;
}
