const body = JSON.stringify({
  model: 'paced',
  stream: true,
  messages: [{ role: 'user', content: 'Which way?' }],
});

/** What every driver asks with. */
export const askWith = (id: string): { headers: Record<string, string>; body: string } => ({
  headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'x-request-id': id },
  body,
});
