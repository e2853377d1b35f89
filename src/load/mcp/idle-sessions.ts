import type { Session } from './session.js';

/** Sessions that wait for their next call. Each is found again only by whoever sends the headers that it was opened with. */
export class IdleSessions {
  /** The one left last is at the end, and is the next one taken: what is not needed any more grows old. */
  readonly #left = new Map<string, { readonly session: Session; readonly sinceMs: number }[]>();

  leave(session: Session, headers: Readonly<Record<string, string>>, nowMs: number): void {
    const whose = JSON.stringify(headers);
    const theirs = this.#left.get(whose);
    if (theirs === undefined) this.#left.set(whose, [{ session, sinceMs: nowMs }]);
    else theirs.push({ session, sinceMs: nowMs });
  }

  take(headers: Readonly<Record<string, string>>): Session | undefined {
    return this.#left.get(JSON.stringify(headers))?.pop()?.session;
  }

  /** Those that nobody has used since then; they are no longer kept. */
  takeUnusedSince(ms: number): Session[] {
    const unused: Session[] = [];
    for (const [whose, theirs] of this.#left) {
      while (theirs[0] !== undefined && theirs[0].sinceMs < ms) unused.push(theirs.shift()!.session);
      if (theirs.length === 0) this.#left.delete(whose);
    }
    return unused;
  }
}
