import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext } from '@playwright/test';
import { joinWire } from '#plimsoll/ledger/join-wire.js';
import type { TurnRecord, TurnWireRecord } from '#plimsoll/model/records.js';
import { createChatPage } from '#plimsoll/page/chat-page.js';
import type { NetLog } from '#plimsoll/page/net-log/net-log.js';
import { openNetLog } from '#plimsoll/page/net-log/net-log.js';
import { pushNetLog } from '#plimsoll/page/net-log/push-net-log.js';
import { createWireTimes } from '#plimsoll/page/wire-times.js';
import { monotonicMs } from '#plimsoll/run/clock.js';
import { calibrationPlan } from './calibration-plan.js';
import { launchBrowser } from './launch-browser.js';

export interface SettledTurns {
  readonly turns: readonly TurnRecord[];
  /** Why turns have the page's own times of their wire. */
  readonly caveats: readonly string[];
}

/** A person at a calibration page, measured as the product measures. Times are the host's monotonic milliseconds. */
export interface CalibratedPerson {
  readonly browser: Browser;
  readonly context: BrowserContext;
  ask(prompt: string): Promise<TurnRecord>;
  /** The turns so far, with the wire as a run's ledgers would have it in the end. */
  turns(): Promise<SettledTurns>;
  close(): Promise<void>;
}

const LOG_WAIT_MS = 5000;

/** In a browser of its own, which writes its network log as in a run. */
export async function openPerson(url: string, turnMs: number): Promise<CalibratedPerson> {
  const log = openNetLog();
  const browser = await launchBrowser(log.args());
  try {
    const person = await joinBrowser({ browser, log, url, turnMs });
    return {
      ...person,
      async close() {
        await person.close();
        await browser.close();
        log.close();
      },
    };
  } catch (error) {
    await browser.close();
    log.close();
    throw error;
  }
}

interface Joining {
  readonly browser: Browser;
  readonly log: NetLog;
  readonly url: string;
  readonly turnMs: number;
}

/** In a context of its own of a browser that is there. */
export async function joinBrowser({ browser, log, url, turnMs }: Joining): Promise<CalibratedPerson> {
  const runDir = mkdtempSync(join(tmpdir(), 'plimsoll-calibrate-'));
  const context = await browser.newContext();
  const records: TurnRecord[] = [];
  const wires: TurnWireRecord[] = [];
  const wireTimes = createWireTimes({
    log,
    hostMs: monotonicMs,
    baseMs: 0,
    emit: (wire) => wires.push(wire),
  });
  const close = async (): Promise<void> => {
    await context.close();
    rmSync(runDir, { recursive: true, force: true });
  };
  try {
    const chat = await createChatPage({
      page: await context.newPage(),
      plan: calibrationPlan(turnMs),
      chatUrl: url,
      runDir,
      hostMs: monotonicMs,
      baseMs: 0,
      wireTimes,
      cut: new Promise(() => undefined),
    });
    await chat.open();
    return {
      browser,
      context,
      async ask(prompt) {
        const ordinal = records.length;
        const record = await chat.ask(prompt, { id: `p-${ordinal}`, person: 'p', journey: 'j', ordinal });
        records.push(record);
        return record;
      },
      async turns() {
        await wireTimes.finish(() => pushNetLog(browser), LOG_WAIT_MS);
        return joinWire(records, wires);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
