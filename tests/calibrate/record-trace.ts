import type { Browser, CDPSession } from '@playwright/test';
import type { TraceEvent } from './trace-event.js';

/**
 * `devtools.timeline.frame` alone switches the `PipelineReporter` on; with `cc` and `benchmark` beside it the trace is
 * seven times as long and no wiser. `blink.user_timing` carries the marks that the scripted pages set.
 */
const CATEGORIES = ['disabled-by-default-devtools.timeline.frame', 'blink.user_timing'];
const READ_BYTES = 1 << 20;

/** Records what the browser, all of its processes, does while `run` runs. */
export async function recordTrace<Result>(
  browser: Browser,
  run: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly events: readonly TraceEvent[] }> {
  const cdp = await browser.newBrowserCDPSession();
  await cdp.send('Tracing.start', {
    transferMode: 'ReturnAsStream',
    traceConfig: { recordMode: 'recordUntilFull', includedCategories: CATEGORIES, excludedCategories: ['*'] },
  });
  let result: Result;
  try {
    result = await run();
  } catch (error) {
    await cdp.detach();
    throw error;
  }
  const complete = new Promise<{ stream?: string; dataLossOccurred: boolean }>((resolve) =>
    cdp.once('Tracing.tracingComplete', resolve),
  );
  await cdp.send('Tracing.end');
  const { stream, dataLossOccurred } = await complete;
  if (stream === undefined || dataLossOccurred)
    throw new Error('Failed to record a trace: parts of it are lost');
  const { traceEvents } = JSON.parse(await readStream(cdp, stream)) as { traceEvents: TraceEvent[] };
  await cdp.detach();
  return { result, events: traceEvents };
}

async function readStream(cdp: CDPSession, handle: string): Promise<string> {
  const pieces: Buffer[] = [];
  for (;;) {
    const { data, base64Encoded, eof } = await cdp.send('IO.read', { handle, size: READ_BYTES });
    pieces.push(Buffer.from(data, base64Encoded === true ? 'base64' : 'utf8'));
    if (eof) break;
  }
  await cdp.send('IO.close', { handle });
  return Buffer.concat(pieces).toString('utf8');
}
