/** Keeps the main thread. */
export function block(ms: number): void {
  for (const endMs = performance.now() + ms; performance.now() < endMs; );
}
