/** The event's data as a JSON object, or `null` when it is none. */
export function parseJsonEvent(data: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    // Not JSON at all: for the caller the same as JSON of another kind.
    return null;
  }
}
