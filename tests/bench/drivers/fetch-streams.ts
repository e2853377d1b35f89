import { EventSourceParserStream } from 'eventsource-parser/stream';
import { askWith } from './ask-with.js';
import { holdStreams } from './hold-streams.js';

/** What one writes first: `fetch`, web streams, an event parser at their end, and `JSON.parse`. */

interface Chunk {
  readonly choices?: readonly { readonly delta?: { readonly content?: string } }[];
}

holdStreams(async (url, id, sink) => {
  const response = await fetch(url, { method: 'POST', ...askWith(id) });
  const events = response
    .body!.pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  for await (const { data } of events) {
    sink.bytes(data.length);
    sink.event();
    if (data === '[DONE]') continue;
    const chunk = JSON.parse(data) as Chunk;
    if (chunk.choices?.[0]?.delta?.content) sink.firstText();
  }
});
