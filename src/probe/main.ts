import { PROBE_NAME, REPORT_BINDING } from '../model/probe-names.js';
import { changesIn } from './changes.js';
import { ComposerFinder } from './composer-finder.js';
import { findButton } from './find-button.js';
import { FrameHook } from './frame-hook.js';
import type { ProbeHandle, ProbeReport, WatchOptions } from './messages.js';
import { natives } from './natives.js';
import { observePerformance } from './observe-performance.js';
import { OpenRoots } from './open-roots.js';
import { RecognisedTurns } from './recognised-turns.js';
import { textIn } from './text-box.js';
import { TurnWatches } from './turn-watches.js';

/** Of so many batches of changes, one is timed. */
const COST_SAMPLE = 8;

/**
 * Runs in each frame of the page before the page's own code. A guest: it listens and reads, patches nothing and holds
 * no element. What it reads while a turn goes on never makes the browser compute style or layout.
 */
function install(): void {
  let batches = 0;
  const observer = new MutationObserver((records) => {
    const nowMs = natives.now();
    const changes = changesIn(records);
    for (const element of changes.elements) roots.added(element);
    if (watches.mutated(changes)) hook.changed(nowMs);
    recognised.look();
    // To ask for the time costs as much as what is timed.
    if (batches++ % COST_SAMPLE === 0) watches.addCost(COST_SAMPLE * (natives.now() - nowMs));
  });
  const roots = new OpenRoots((root) => watches.rootMet(root));
  const composer = new ComposerFinder(roots);
  const hook = new FrameHook(
    (stamp) => {
      if (watches.beforePaint(stamp)) hook.again();
      watches.addCost(natives.now() - stamp.laidOutMs);
    },
    (fromMs, toMs) => watches.each((watch) => watch.waited(fromMs, toMs)),
  );
  const watches = new TurnWatches({ observer, roots, hook });
  const send = (report: ProbeReport): void => {
    const binding = (window as unknown as Record<string, unknown>)[REPORT_BINDING];
    if (typeof binding === 'function') binding(JSON.stringify(report));
  };
  const recognised = new RecognisedTurns({ roots, composer, watches, send });

  /** Before the page's own listeners, and only what a person did. */
  const listen = <Kind extends keyof WindowEventMap>(
    kind: Kind,
    take: (event: WindowEventMap[Kind]) => void,
  ): void =>
    window.addEventListener(kind, (event) => event.isTrusted && take(event), {
      capture: true,
      passive: true,
    });
  const sends = (event: KeyboardEvent | MouseEvent): void => {
    const { asked } = watches;
    if (asked === undefined) recognised.sends(event);
    else if (asked.isWaitingForInput) asked.input(event.timeStamp);
  };
  listen('keydown', (event) => {
    watches.acted('type', event.timeStamp);
    if (event.key === 'Enter') sends(event);
  });
  listen('click', sends);
  listen('wheel', (event) => watches.acted('scroll', event.timeStamp));
  listen('beforeinput', (event) => recognised.edits(event));
  listen('input', (event) => recognised.typed(event));
  // Not when the page is hidden: what is told then no longer arrives.
  listen('beforeunload', () => {
    recognised.look();
    watches.each((watch) => watch.report());
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') watches.each((watch) => watch.hidden());
  });
  observePerformance({
    onLongFrame: (frame) => watches.each((watch) => watch.longFrame(frame)),
    onLayoutShift: (value) => watches.each((watch) => watch.layoutShift(value)),
    onInput: (startMs, doneMs) => watches.each((watch) => watch.inputDone(startMs, doneMs)),
  });

  const handle: ProbeHandle = {
    watch(options: WatchOptions) {
      handle.stop();
      recognised.giveWay();
      composer.selector = options.composer;
      roots.search();
      watches.asked = watches.follow({ options, roots, composer: () => composer.get(), send });
    },
    rearm: () => watches.asked?.rearm(),
    stop() {
      const { asked } = watches;
      if (asked !== undefined) watches.letGo(asked);
      return asked !== undefined;
    },
    recognise: (options) => recognised.begin(options),
    tell() {
      recognised.look();
      watches.each((watch) => watch.report());
    },
    release: (turn) => recognised.release(turn),
    locateComposer(selector) {
      roots.search();
      composer.selector = selector;
      return composer.locate();
    },
    composer: () => composer.get(),
    sendButton() {
      const box = composer.get();
      return box && findButton(box, 'send');
    },
    stopButton() {
      const box = composer.get();
      return box && findButton(box, 'stop');
    },
    composed() {
      const box = composer.get();
      return box && textIn(box);
    },
  };
  Object.defineProperty(window, PROBE_NAME, { value: handle, enumerable: false, configurable: true });
}

install();
