/** Nothing listens there, and the browser refuses the port by itself: such a request leaves no trace but its log. */
export const NOWHERE = 'http://127.0.0.1:9/';

/** The browser's own requests, which would stand between the page's; the chat may still use the real hosts. */
const QUIET: Readonly<Record<string, string>> = {
  '--gaia-url': NOWHERE,
  '--component-updater': `url-source=${NOWHERE}`,
};

/**
 * The user's switches, and those that make Chromium write its network log and keep to itself. `undefined`: the user
 * writes a network log already, and Chromium writes only one.
 */
export function netLogArgs(path: string, own: readonly string[] = []): string[] | undefined {
  const isGiven = (name: string): boolean => own.some((arg) => arg === name || arg.startsWith(`${name}=`));
  if (isGiven('--log-net-log')) return undefined;
  const quiet = Object.entries(QUIET).filter(([name]) => !isGiven(name));
  return [...own, `--log-net-log=${path}`, ...quiet.map(([name, value]) => `${name}=${value}`)];
}
