import type { ServerResponse } from 'node:http';
import type { ModelTruth } from '../model/truth.js';
import { answerTokens } from './answer-text.js';
import { monotonicMs } from './monotonic-ms.js';
import { runAt } from './run-at.js';
import { seededRandom, seedFrom } from './seeded-random.js';
import type { SlotQueue } from './slot-queue.js';
import { type Pace, scriptAnswer, tokenGapMs } from './token-schedule.js';
import type { TruthLog } from './truth-log.js';
import { wordsAskedFor } from './words-asked-for.js';

export interface CompletionRequest {
  readonly id: string;
  readonly requestId: string | null;
  /** Monotonic milliseconds: the request's headers were read. */
  readonly arrivedMs: number;
  readonly prompt: string;
  readonly maxTokens: number | null;
  readonly includeUsage: boolean;
}

export interface CompletionContext extends Pace {
  readonly slots: number;
  readonly seed: number;
  readonly modelName: string;
  readonly queue: SlotQueue;
  readonly truth: TruthLog<ModelTruth>;
}

/** Answers one request: waits for a slot, thinks, then sends token by token on the scripted times. */
export function streamCompletion(
  context: CompletionContext,
  request: CompletionRequest,
  response: ServerResponse,
): void {
  const seed = seedFrom(`${context.seed}\n${request.prompt}`);
  const script = scriptAnswer(context, seededRandom(seed), {
    maxTokens: request.maxTokens,
    words: wordsAskedFor(request.prompt),
  });
  const words = answerTokens(seededRandom(seed + 1), script.tokens);
  const tokensMs: number[] = [];
  let startedMs: number | null = null;
  let headersMs: number | null = null;
  let cancelTimer: () => void = () => undefined;

  const leave = context.queue.enter(() => {
    startedMs = monotonicMs();
    cancelTimer = runAt(startedMs + script.prefillMs, () => start(startedMs! + script.prefillMs));
  });

  // 'finish': the last byte was handed over. 'close' comes after it, and without it when the client left.
  response.once('finish', () => end('completed'));
  response.once('close', () => {
    if (!response.writableFinished) end(startedMs === null ? 'client-left-queue' : 'client-left');
  });

  /** Logs before it frees the slot: in the truth, too, one answer ends before the next in its slot starts. */
  function end(outcome: ModelTruth['outcome']): void {
    cancelTimer();
    log(outcome);
    leave();
  }

  function start(dueMs: number): void {
    headersMs = monotonicMs();
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
    });
    write(choice({ role: 'assistant', content: '' }, null));
    token(dueMs);
  }

  /** Sends the token that was due at `dueMs` and sets the clock for the next, counted from what was due, not done. */
  function token(dueMs: number): void {
    tokensMs.push(toMicroseconds(monotonicMs()));
    write(choice({ content: words[tokensMs.length - 1]! }, null));
    if (tokensMs.length === words.length) {
      finish();
      return;
    }
    const nextMs = dueMs + tokenGapMs(context, context.queue.busy() - 1);
    cancelTimer = runAt(nextMs, () => token(nextMs));
  }

  function finish(): void {
    write(choice({}, script.cut ? 'length' : 'stop'));
    if (request.includeUsage) {
      const prompt = Math.ceil(request.prompt.length / 4);
      const usage = {
        prompt_tokens: prompt,
        completion_tokens: words.length,
        total_tokens: prompt + words.length,
      };
      write({ ...chunk(), choices: [], usage });
    }
    response.end('data: [DONE]\n\n');
  }

  function chunk() {
    return { id: request.id, object: 'chat.completion.chunk', created: 0, model: context.modelName };
  }

  function choice(delta: Readonly<Record<string, string>>, finishReason: string | null) {
    return { ...chunk(), choices: [{ index: 0, delta, finish_reason: finishReason }] };
  }

  function write(event: unknown): void {
    response.write(`data: ${JSON.stringify(event)}\n\n`);
  }

  function log(outcome: ModelTruth['outcome']): void {
    context.truth.append({
      id: request.id,
      requestId: request.requestId,
      arrivedMs: toMicroseconds(request.arrivedMs),
      startedMs: startedMs === null ? null : toMicroseconds(startedMs),
      headersMs: headersMs === null ? null : toMicroseconds(headersMs),
      firstTokenMs: tokensMs[0] ?? null,
      lastTokenMs: tokensMs.at(-1) ?? null,
      endedMs: toMicroseconds(monotonicMs()),
      tokensMs,
      outcome,
      slots: context.slots,
    });
  }
}

/** Finer digits are noise and make the log a third longer. */
function toMicroseconds(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
