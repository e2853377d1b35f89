import { monotonicMs } from '#plimsoll/run/clock.js';
import type { ServedStream, StreamScript } from './stream-script.js';

/** The way to the page: an SSE body or a socket's messages. */
export interface StreamSink {
  head(): void;
  /** One `data` of the stream. */
  send(data: string): void;
  end(): void;
}

const openAiChunk = (content: string, finish: string | null): string =>
  JSON.stringify({ choices: [{ delta: { content }, finish_reason: finish }] });

/**
 * Streams a script and writes down when. Each write is timed from the stream's begin, so that a late timer does not
 * make all later ones late as well.
 */
export async function serveStream(script: StreamScript, sink: StreamSink, log: ServedStream): Promise<void> {
  const at = (ms: number): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve, Math.max(0, ms - monotonicMs())));
  log.requestedMs = monotonicMs();
  await at(log.requestedMs + script.headersMs);
  log.headersMs = monotonicMs();
  sink.head();
  let dueMs = log.headersMs + script.textMs;
  let openMs = 0;
  const kept: string[] = [];
  const flush = (): void => {
    for (const piece of kept.splice(0)) {
      log.writtenMs.push(monotonicMs());
      sink.send(openAiChunk(piece, null));
    }
  };
  for (const { afterMs, piece, bufferedMs } of script.writes) {
    dueMs += afterMs;
    await at(dueMs);
    if (bufferedMs !== undefined) openMs = dueMs + bufferedMs;
    kept.push(piece);
    if (dueMs >= openMs) flush();
  }
  await at(openMs);
  flush();
  sink.send(openAiChunk('', 'stop'));
  sink.send('[DONE]');
  sink.end();
}
