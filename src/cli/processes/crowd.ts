import { openLedger } from '../../ledger/ledger-writer.js';
import type { Crowd, TriedStream } from '../../load/crowd.js';
import { createLanes } from '../../load/lanes.js';
import { readBehaviour } from '../../load/read-behaviour.js';
import type { RunPlan } from '../../model/plan.js';
import { PlimsollError } from '../../model/plimsoll-error.js';
import type { LedgerRecord } from '../../model/records.js';
import { concealer } from '../../page/conceal.js';
import { clockSince } from '../../run/clock.js';
import { liveWithParent } from '../../run/live-with-parent.js';
import type { CrowdMessage, ToCrowdMessage } from '../../run/protocol.js';
import { headerSecrets } from '../header-secrets.js';

/** Records are appended in one synchronous write at most this often. */
const FLUSH_MS = 100;

const tell = (message: CrowdMessage): void => {
  if (process.connected) process.send?.(message);
};

/** What a person needs to see of a stream that did not work before the run began. */
function whatCameBack(
  { record, contentType, bodySample }: TriedStream,
  url: string,
  { target }: RunPlan,
): string {
  const came =
    record.status === undefined
      ? (record.detail ?? 'no answer')
      : `HTTP ${record.status}, ${contentType ?? 'no content type'}, ${record.detail ?? record.outcome}`;
  return [
    `Failed to start the crowd: a first stream from ${withoutQuery(url)} ended as ${record.outcome}.`,
    `What came back: ${came}`,
    ...(bodySample === '' ? [] : [`It begins with: ${bodySample.slice(0, 200).replaceAll('\n', ' ')}`]),
    `What to do: ${whatToDo(target)}`,
  ].join('\n');
}

function whatToDo({ demo }: RunPlan['target']): string {
  if (demo === null) {
    return 'set LOAD_URL to the endpoint that the chat page itself calls, LOAD_DIALECT to what it speaks, and target.loadHeaders / target.loadBody to what it expects.';
  }
  return demo.modelUrl === null
    ? "the demo itself failed; its processes' own messages are above."
    : "check that MODEL_URL (up to and with /v1), MODEL_NAME and MODEL_API_KEY are right and that the model's server is running.";
}

/** What the user wrote cannot be used, or something of ours is broken. */
function whyNot(error: unknown): string {
  if (error instanceof PlimsollError) return `${error.message}\n${error.hint}`;
  return `Failed to start the crowd: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

const withoutQuery = (url: string): string => {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
};

/** The load driver's process. */
async function start(message: Extract<ToCrowdMessage, { type: 'start' }>): Promise<Crowd> {
  const { plan, run, runDir, baseNs, baseAt, loadUrl } = message;
  const ledger = openLedger(runDir, {
    run,
    role: 'crowd',
    process: 'crowd',
    pid: process.pid,
    baseNs,
    baseAt,
    clockOffsetMs: 0,
    clockErrorMs: 0,
  });
  let pending: LedgerRecord[] = [];
  const flush = (): void => {
    ledger.appendAll(pending);
    pending = [];
  };
  setInterval(flush, FLUSH_MS).unref();
  process.on('exit', flush);
  // A server that refuses may quote what it was sent, in its body or in an error inside the stream.
  const { target } = plan;
  const conceal = concealer(
    [loadUrl, ...target.lanes.map((lane) => lane.loadUrl)],
    [target, ...target.lanes].flatMap(({ loadHeaders }) => headerSecrets(loadHeaders)),
  );
  const concealed = (record: LedgerRecord): LedgerRecord =>
    record.type === 'stream' && record.detail !== undefined
      ? { ...record, detail: conceal(record.detail) }
      : record;
  const crowd = createLanes({
    plan,
    loadUrl,
    nowMs: clockSince(BigInt(baseNs)),
    behaviour: await readBehaviour(plan.crowd),
    emit: (record) => pending.push(concealed(record)),
    onSecond: (status) => tell({ type: 'second', ...status }),
    onLimit: (text) => tell({ type: 'limit', message: text }),
  });
  const tried = await crowd.tryOne();
  const ok = tried.record.outcome === 'ok' || tried.record.outcome === 'incomplete';
  tell({
    type: 'tried',
    ok,
    message: ok ? 'ok' : conceal(whatCameBack(tried, tried.loadUrl ?? loadUrl, plan)),
  });
  return crowd;
}

let crowd: Promise<Crowd> | undefined;
process.on('message', async (message: ToCrowdMessage) => {
  if (message.type === 'start') {
    crowd = start(message);
    crowd.catch((error: unknown) => tell({ type: 'tried', ok: false, message: whyNot(error) }));
  }
  const running = await crowd?.catch(() => undefined);
  if (message.type === 'hold') running?.hold(message.load, message.rampMs);
  if (message.type === 'drain') {
    await running?.drain();
    tell({ type: 'drained' });
  }
});

liveWithParent(async () => {
  const running = await crowd?.catch(() => undefined);
  await running?.drain();
  await running?.close();
});
