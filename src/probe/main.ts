import { PROBE_NAME, REPORT_BINDING } from '../model/probe-names.js';
import type { FrameStamp, ProbeHandle, ProbeReport, WatchOptions } from './messages.js';
import { observePerformance } from './observe-performance.js';
import { tellingAttributes } from './telling-attributes.js';
import { TurnWatch } from './turn-watch.js';

/**
 * Runs in the page before the page's own code. A guest: it listens and reads, patches nothing and holds no element.
 * What it reads (text, and whether an element is there) never makes the browser compute style or layout.
 */
function install(): void {
  let watch: TurnWatch | undefined;
  let frameAsked = false;
  /** One entry a message under way: what to do with the stamp of that frame. */
  const unstamped: { readonly frameMs: number; readonly stamped: (stamp: FrameStamp) => void }[] = [];
  const afterPaint = new MessageChannel();

  afterPaint.port1.onmessage = () => {
    const afterMs = performance.now();
    const { frameMs, stamped } = unstamped.shift()!;
    stamped({ frameMs, afterMs });
    watch?.addCost(performance.now() - afterMs);
  };

  const onFrame = (): void => {
    frameAsked = false;
    const frameMs = performance.now();
    const stamped = watch?.frame(frameMs);
    if (stamped === undefined) return;
    unstamped.push({ frameMs, stamped });
    afterPaint.port2.postMessage(null);
    watch?.addCost(performance.now() - frameMs);
  };

  const observer = new MutationObserver(() => {
    if (watch === undefined || frameAsked) return;
    frameAsked = true;
    requestAnimationFrame(onFrame);
  });
  const observe = (selectors: readonly string[]): void =>
    observer.observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: tellingAttributes(selectors),
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
      handle.stop();
      watch = new TurnWatch(options, send);
      observe([options.answer, options.busy, options.error]);
    },
    stop() {
      const watched = watch;
      watch = undefined;
      observer.disconnect();
      watched?.stop();
      return watched !== undefined;
    },
  };
  Object.defineProperty(window, PROBE_NAME, { value: handle, enumerable: false, configurable: true });
}

if (window.top === window) install();
