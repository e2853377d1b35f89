import type { Frame, Page } from '@playwright/test';
import { monotonicMs } from '../../dist/src/run/clock.js';
import type { Kit } from './kits.js';

/** Between which frames the page's own script first saw the answer, readable, in its document; the host's clock. */
export interface Sighting {
  readonly frameBeforeMs: number;
  readonly frameAfterMs: number;
}

/** What runs in the page and looks at the newest answer once a frame. */
interface InPage {
  expected: string;
  beforeMs: number;
  seenMs: number;
  afterMs: number;
}

declare global {
  interface Window {
    kitWitness?: InPage;
  }
}

interface Place {
  readonly answer: string;
  readonly shadowHost: string | null;
  readonly newestFirst: boolean;
}

const ROUND_TRIPS = 15;

/** Knows where the answer of a kit is, and so what Plimsoll, which is not told, should have seen. */
export interface PageWitness {
  expect(letters: string): Promise<void>;
  sighting(): Promise<Sighting | undefined>;
}

export async function callWitness(page: Page, kit: Kit): Promise<PageWitness> {
  const frame = chatFrame(page, kit);
  const place: Place = {
    answer: kit.growing ?? kit.answer,
    shadowHost: kit.shadowHost ?? null,
    newestFirst: kit.newestFirst === true,
  };
  await frame.evaluate(lookEachFrame, place);
  const offsetMs = await clockOffsetMs(frame);
  return {
    expect: (letters) =>
      frame.evaluate((expected) => {
        window.kitWitness = { expected, beforeMs: 0, seenMs: 0, afterMs: 0 };
      }, letters),
    sighting: async () => {
      const seen = await frame.evaluate(() => window.kitWitness);
      if (seen === undefined || seen.seenMs === 0) return undefined;
      return { frameBeforeMs: seen.beforeMs + offsetMs, frameAfterMs: seen.afterMs + offsetMs };
    },
  };
}

function chatFrame(page: Page, { frame }: Kit): Frame {
  const [child] = page.mainFrame().childFrames();
  if (frame === undefined) return page.mainFrame();
  if (child === undefined) throw new Error('Failed to find the frame of the chat');
  return child;
}

/** Runs in the page, so it is whole in itself. */
function lookEachFrame({ answer, shadowHost, newestFirst }: Place): void {
  // Fainter than this nobody reads.
  const leastOpacity = 0.1;
  const opacityOf = (element: Element | null | undefined): number => {
    let opacity = 1;
    for (let at = element; at instanceof Element; at = at.parentElement ?? hostOf(at)) {
      opacity *= Number(getComputedStyle(at).opacity);
    }
    return opacity;
  };
  const hostOf = (element: Element): Element | null => {
    const root = element.getRootNode();
    return root instanceof ShadowRoot ? root.host : null;
  };
  const look = (): void => {
    requestAnimationFrame(look);
    const witness = window.kitWitness;
    if (witness === undefined || witness.afterMs > 0) return;
    const nowMs = performance.now();
    if (witness.seenMs > 0) {
      witness.afterMs = nowMs;
      return;
    }
    const root = shadowHost === null ? document : document.querySelector(shadowHost)?.shadowRoot;
    const matches = [...(root?.querySelectorAll(answer) ?? [])];
    const newest = matches.at(newestFirst ? 0 : -1);
    const letters = (newest?.textContent ?? '').replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
    const came = letters !== '' && witness.expected.startsWith(letters);
    if (came && opacityOf(newest) >= leastOpacity) witness.seenMs = nowMs;
    else witness.beforeMs = nowMs;
  };
  requestAnimationFrame(look);
}

/** Host minus page, from the quickest of some round trips. */
async function clockOffsetMs(frame: Frame): Promise<number> {
  let best = { tripMs: Number.POSITIVE_INFINITY, offsetMs: 0 };
  for (let trip = 0; trip < ROUND_TRIPS; trip += 1) {
    const beforeMs = monotonicMs();
    const pageMs = await frame.evaluate(() => performance.now());
    const tripMs = monotonicMs() - beforeMs;
    if (tripMs < best.tripMs) best = { tripMs, offsetMs: beforeMs + tripMs / 2 - pageMs };
  }
  return best.offsetMs;
}
