import type { MetricsPlan } from '../../model/plan.js';
import type { BackendRecord } from '../../model/records.js';
import { parseExposition } from './parse-exposition.js';
import { createRates } from './rates.js';
import { readSeries } from './read-series.js';

const EVERY_MS = 1000;
/** A backend that takes longer is busy with something else than us, and that scrape is missing. */
const TIMEOUT_MS = 2000;
const MOST_BYTES = 8 * 2 ** 20;

interface Options {
  readonly metrics: MetricsPlan;
  readonly nowMs: () => number;
  readonly emit: (record: BackendRecord) => void;
}

/** Asks the backend's Prometheus endpoint once a second. Returns what ends it. */
export function startScraper({ metrics, nowMs, emit: tell }: Options): () => void {
  // Whoever ended it keeps nothing any more.
  const emit: Options['emit'] = (record) => {
    if (!isOver) tell(record);
  };
  const ratesOf = createRates();
  let isAsking = false;
  let isOver = false;
  let lastMs: number | undefined;
  async function scrape(): Promise<void> {
    const askedMs = nowMs();
    try {
      const text = await readText(metrics.url);
      const toMs = nowMs();
      const exposition = parseExposition(text);
      if (exposition.samples.length === 0) throw new Error('what came back holds no metric');
      const scraped = readSeries(exposition, metrics.names);
      const fromMs = lastMs ?? askedMs;
      const series = ratesOf(scraped, fromMs, toMs);
      lastMs = toMs;
      emit({
        type: 'backend',
        fromMs,
        toMs,
        series,
        ...(scraped.leftOut === 0 ? {} : { leftOut: scraped.leftOut }),
        ...(exposition.badLines === 0 ? {} : { badLines: exposition.badLines }),
      });
    } catch (error) {
      emit({ type: 'backend', fromMs: askedMs, toMs: nowMs(), series: {}, error: reasonOf(error) });
    }
  }
  const timer = setInterval(() => {
    // One at a time: the next second asks again.
    if (isAsking) return;
    isAsking = true;
    void scrape().finally(() => {
      isAsking = false;
    });
  }, EVERY_MS);
  return () => {
    isOver = true;
    clearInterval(timer);
  };
}

async function readText(url: string): Promise<string> {
  const response = await fetch(url, {
    headers: { accept: 'application/openmetrics-text;q=0.9, text/plain;version=0.0.4' },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`HTTP ${response.status}`);
  }
  const decoder = new TextDecoder();
  let [text, bytes] = ['', 0];
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error(`what came back is longer than ${MOST_BYTES / 2 ** 20} MiB`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${TIMEOUT_MS} ms`;
  const { cause } = error;
  return cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : error.message;
}
