import { setTimeout as sleep } from 'node:timers/promises';
import { type ElementHandle, errors, type Frame } from '@playwright/test';
import { lettersOf } from '../model/letters.js';
import { SEND_WITH_ENTER } from '../model/plan.js';
import { PROBE_NAME } from '../model/probe-names.js';
import type { ProbeHandle } from '../probe/messages.js';
import { firstLine } from './first-line.js';
import { probeElement } from './probe-element.js';

/** How a message is sent on this page: as the user says, or as was found out by the first one. */
export type SendWay = { readonly by: 'enter' } | { readonly by: 'button'; readonly selector: string | null };

interface Options {
  readonly frame: Frame;
  readonly prompt: string;
  /** How it is done; `undefined`: not known yet. */
  readonly way: SendWay | undefined;
  /** For messages: the user's selector of the composer. */
  readonly composer: string | null;
  /** Whether anything shows that the page has taken the message that was sent then, besides an empty composer. */
  readonly isTaken: (sinceMs: number) => boolean;
  /** Host monotonic milliseconds. */
  readonly hostMs: () => number;
  readonly actionMs?: number;
}

/** How the message was sent, or why the page would not take it. */
export type Sent = { readonly way: SendWay } | { readonly refusal: string };

const ACTION_MS = 5000;
/** A page that takes a message shows it by then. */
const TAKEN_MS = 2000;
const LOOK_EVERY_MS = 50;

/** Why it was not done: that time was up, or what Playwright says. */
const because = (error: unknown, ms: number): string =>
  error instanceof errors.TimeoutError ? `within ${ms / 1000} s` : `(${firstLine(error)})`;

/** The way that the user's options name; `undefined`: it is to be found out. */
export function sendWayOf(send: string | null): SendWay | undefined {
  if (send === null) return undefined;
  return send === SEND_WITH_ENTER ? { by: 'enter' } : { by: 'button', selector: send };
}

/**
 * Types the prompt and sends it with a trusted key or click. Where the way is not known, Enter is tried first, and the
 * button beside the composer if the page does not take it.
 */
export async function sendPrompt(options: Options): Promise<Sent> {
  const { frame, prompt, way, composer, actionMs = ACTION_MS } = options;
  const named = composer === null ? 'the composer that was found' : `the composer (${composer})`;
  let box: ElementHandle<HTMLElement>;
  let sinceMs = options.hostMs();
  try {
    box = await fill(frame, prompt, actionMs);
  } catch (error) {
    return { refusal: `${named} took no text ${because(error, actionMs)}` };
  }
  try {
    if (way?.by === 'button') {
      await pressButton(options);
      return { way };
    }
    sinceMs = options.hostMs();
    await box.press('Enter', { timeout: actionMs, noWaitAfter: true });
  } catch (error) {
    const how = way?.by === 'button' ? (way.selector ?? 'the button that was found') : 'Enter';
    return { refusal: `the message could not be sent (${how}) ${because(error, actionMs)}` };
  }
  if (way !== undefined || (await becomesTaken(options, sinceMs))) return { way: { by: 'enter' } };
  return sendByButton(options);
}

async function sendByButton(options: Options): Promise<Sent> {
  const { frame, prompt, actionMs = ACTION_MS } = options;
  try {
    // Enter may have begun a new line in it.
    await fill(frame, prompt, actionMs);
    await frame.evaluate((name) => (window as unknown as Probed)[name]?.rearm(), PROBE_NAME);
    await pressButton(options);
  } catch (error) {
    return {
      refusal: `the page took no Enter, and the message could not be sent by a button ${because(error, actionMs)}`,
    };
  }
  return { way: { by: 'button', selector: null } };
}

type Probed = Record<string, ProbeHandle | undefined>;

async function elementOf(frame: Frame, part: 'composer' | 'sendButton'): Promise<ElementHandle<HTMLElement>> {
  const element = await probeElement(frame, part);
  if (element === undefined)
    throw new Error(part === 'composer' ? 'it is gone' : 'there is none beside the composer');
  return element;
}

/** Puts the prompt into the composer; a page that is not yet ready may empty it once more. */
async function fill(frame: Frame, prompt: string, actionMs: number): Promise<ElementHandle<HTMLElement>> {
  const wanted = lettersOf(prompt);
  const untilMs = performance.now() + actionMs;
  for (let typed = false; ; ) {
    const box = await elementOf(frame, 'composer');
    if (typed) await typeInto(box, frame, prompt);
    else await box.fill(prompt, { timeout: actionMs });
    if (wanted === '' || lettersOf((await composed(frame)) ?? '').includes(wanted)) return box;
    if (performance.now() >= untilMs) throw new Error('what was typed is not in it');
    typed = !typed;
    if (typed) await box.fill('', { timeout: actionMs });
  }
}

/** Key by key, for editors that do not notice text that comes at once. */
async function typeInto(box: ElementHandle<HTMLElement>, frame: Frame, prompt: string): Promise<void> {
  await box.focus();
  await frame.page().keyboard.type(prompt);
}

const composed = (frame: Frame): Promise<string | undefined> =>
  frame.evaluate((name) => (window as unknown as Probed)[name]?.composed(), PROBE_NAME);

async function pressButton({ frame, way, actionMs = ACTION_MS }: Options): Promise<void> {
  if (way?.by === 'button' && way.selector !== null) {
    await frame.locator(way.selector).first().click({ timeout: actionMs, noWaitAfter: true });
    return;
  }
  const button = await elementOf(frame, 'sendButton');
  await button.click({ timeout: actionMs, noWaitAfter: true });
}

/** Whether the page takes the message: the composer no longer holds it, or an answer begins. */
async function becomesTaken({ frame, prompt, isTaken }: Options, sinceMs: number): Promise<boolean> {
  const wanted = lettersOf(prompt);
  const untilMs = performance.now() + TAKEN_MS;
  while (performance.now() < untilMs) {
    // A document that is gone has taken it, one way or another.
    const left = await composed(frame).catch(() => '');
    if (isTaken(sinceMs) || !lettersOf(left ?? '').includes(wanted)) return true;
    await sleep(LOOK_EVERY_MS);
  }
  return false;
}
