/** How many leading UTF-16 units two texts share. */
export function commonPrefix(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  // Streams mostly append: try the whole shorter text before walking it.
  if (b.startsWith(a.slice(0, most))) return most;
  let at = 0;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}
