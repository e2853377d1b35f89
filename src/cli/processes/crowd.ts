import type { Crowd, TriedStream } from '../../load/crowd.js';
import { createLanes } from '../../load/lanes.js';
import { readBehaviour } from '../../load/read-behaviour.js';
import { createCrowdThreads } from '../../load/threads/crowd-threads.js';
import type { CrowdStart } from '../../model/crowd-start.js';
import type { CrowdStatus } from '../../model/crowd-status.js';
import type { RunPlan } from '../../model/plan.js';
import { clockSince } from '../../run/clock.js';
import { liveWithParent } from '../../run/live-with-parent.js';
import type { CrowdMessage, ToCrowdMessage } from '../../run/protocol.js';
import { openCrowdLedger } from './open-crowd-ledger.js';
import { whyNoCrowd } from './why-no-crowd.js';

const tell = (message: CrowdMessage): void => {
  if (!process.connected) return;
  process.send?.(message, undefined, undefined, (error) => {
    // The parent has closed its end and this process has not heard of it yet: nobody is there to be told.
    if (error !== null && (error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  });
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

const withoutQuery = (url: string): string => {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
};

/** The driver in this thread, or in several that this one leads. */
async function createDriver(start: CrowdStart): Promise<Crowd> {
  const { plan, run, baseNs, loadUrl } = start;
  const ledger = openCrowdLedger('crowd', start);
  const common = {
    nowMs: clockSince(BigInt(baseNs)),
    emit: ledger.emit,
    onSecond: (status: CrowdStatus) => tell({ type: 'second', ...status }),
    onLimit: (text: string) => tell({ type: 'limit', message: text }),
  };
  const { threads } = plan.crowd;
  if (threads === 1) {
    return createLanes({ ...common, plan, run, loadUrl, behaviour: await readBehaviour(plan.crowd) });
  }
  return createCrowdThreads({
    ...common,
    threads,
    entry: new URL('./crowd-thread.js', import.meta.url),
    start,
  });
}

/** The load driver's process. */
async function start(message: CrowdStart): Promise<Crowd> {
  const { plan, loadUrl } = message;
  const crowd = await createDriver(message);
  const tried = await crowd.tryOne();
  const ok = tried.record.outcome === 'ok' || tried.record.outcome === 'incomplete';
  tell({
    type: 'tried',
    ok,
    message: ok ? 'ok' : whatCameBack(tried, tried.loadUrl ?? loadUrl, plan),
  });
  return crowd;
}

let crowd: Promise<Crowd> | undefined;
process.on('message', async (message: ToCrowdMessage) => {
  if (message.type === 'start') {
    crowd = start(message);
    crowd.catch((error: unknown) => tell({ type: 'tried', ok: false, message: whyNoCrowd(error) }));
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
