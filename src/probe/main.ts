import { PROBE_NAME, REPORT_BINDING } from '../model/probe-names.js';
import type { FrameStamp, ProbeHandle, ProbeReport, WatchOptions } from './messages.js';
import { observePerformance } from './observe-performance.js';
import { TurnWatch } from './turn-watch.js';

/** Attributes whose change may mean that the page became busy, ready or broken. */
const TELLING_ATTRIBUTES = [
  'disabled',
  'hidden',
  'aria-busy',
  'aria-disabled',
  'data-status',
  'data-state',
  'role',
];

/**
 * Runs in the page before the page's own code. A guest: it listens and reads, patches nothing, holds no element,
 * and does its work in a task after the paint, so that it never forces layout.
 */
function install(): void {
  let watch: TurnWatch | undefined;
  let frameAsked = false;
  const afterPaint = new MessageChannel();

  afterPaint.port1.onmessage = (message: MessageEvent<number>) => {
    const afterMs = performance.now();
    const stamp: FrameStamp = { frameMs: message.data, afterMs };
    watch?.painted(stamp);
    watch?.addCost(performance.now() - afterMs);
  };

  const onFrame = (): void => {
    frameAsked = false;
    // The frame's stamp travels with the message: on a busy page the next frame may begin before it arrives.
    afterPaint.port2.postMessage(performance.now());
  };

  new MutationObserver(() => {
    if (watch === undefined || frameAsked) return;
    frameAsked = true;
    requestAnimationFrame(onFrame);
  }).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: TELLING_ATTRIBUTES,
  });

  const onInput = (event: Event): void => {
    if (!event.isTrusted || watch === undefined || !watch.isWaitingForInput) return;
    if (event instanceof KeyboardEvent && event.key !== 'Enter') return;
    watch.input(event.timeStamp);
  };
  window.addEventListener('keydown', onInput, { capture: true, passive: true });
  window.addEventListener('click', onInput, { capture: true, passive: true });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') watch?.hidden();
  });
  observePerformance(
    (frame) => watch?.longFrame(frame),
    (value) => watch?.layoutShift(value),
  );

  const send = (report: ProbeReport): void => {
    const binding = (window as unknown as Record<string, unknown>)[REPORT_BINDING];
    if (typeof binding === 'function') binding(JSON.stringify(report));
  };
  const handle: ProbeHandle = {
    watch(options: WatchOptions) {
      watch?.stop();
      watch = new TurnWatch(options, send);
    },
    stop() {
      watch?.stop();
      watch = undefined;
    },
  };
  Object.defineProperty(window, PROBE_NAME, { value: handle, enumerable: false, configurable: true });
}

if (window.top === window) install();
