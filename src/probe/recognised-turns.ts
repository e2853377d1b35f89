import { type PageSelectors, SEND_WITH_ENTER } from '../model/plan.js';
import type { ComposerFinder } from './composer-finder.js';
import { findButton } from './find-button.js';
import { HeldMessage } from './held-message.js';
import type { ProbeReport, RecogniseOptions } from './messages.js';
import { natives } from './natives.js';
import type { OpenRoots } from './open-roots.js';
import { focusedElement, textBoxAt } from './text-box.js';
import type { TurnWatch } from './turn-watch.js';
import type { TurnWatches } from './turn-watches.js';

/** A page that takes a message has emptied its composer by then. */
const TAKEN_MS = 2000;
const LOOK_EVERY_MS = 50;
/** A text box that is found with less may belong to anything. */
const SURE_CONFIDENCE = 0.6;
const BUTTON = 'button, [role="button"], [type="submit"]';
/** The default action of the Enter key is the input's own, not what the person typed next. */
const LINE_BREAK = /^insert(LineBreak|Paragraph)$/;

interface Parts {
  readonly roots: OpenRoots;
  readonly composer: ComposerFinder;
  readonly send: (report: ProbeReport) => void;
  readonly watches: TurnWatches;
}

/** An input that may have sent a message. Nothing of it is told before the page has taken the message. */
interface Provisional {
  readonly turn: string;
  readonly conversationTurn: number;
  readonly atMs: number;
  readonly held: HeldMessage;
  readonly watch: TurnWatch;
  readonly isTold: () => void;
  readonly timer: number;
}

/**
 * Recognises turns that nobody announced: one begins at the trusted Enter or click that emptied the composer, by that
 * event's own time, and ends the one before. Until such an input comes, nothing is observed and nothing runs.
 */
export class RecognisedTurns {
  readonly #parts: Parts;
  /** Tells this document's turns from those of the one before it. */
  readonly #document = `${performance.timeOrigin}/${Math.random()}`;
  #options: RecogniseOptions | undefined;
  #count = 0;
  #open: Pick<Provisional, 'turn' | 'watch' | 'held'> | undefined;
  #provisional: Provisional | undefined;
  /** The message that was sent last, by its first line. */
  #last: { readonly line: string; readonly conversationTurn: number } | undefined;
  #typedIn: WeakRef<Element> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Returns what the browser says of a selector that is none; nothing is recognised then. */
  begin(options: RecogniseOptions): string | undefined {
    const { composer, send, answer, busy, error, stop } = options.selectors;
    const fragment = document.createDocumentFragment();
    try {
      for (const selector of [composer, send, answer, busy, error, stop])
        if (selector !== null) fragment.querySelector(selector);
    } catch (error) {
      return String(error);
    }
    this.#options = options;
    return undefined;
  }

  /** The person wrote something. */
  typed(event: Event): void {
    if (this.#options === undefined) return;
    const box = textBoxAt(event.composedPath()[0]);
    if (box !== undefined) this.#typedIn = new WeakRef(box);
  }

  /** The person is about to write: what is gone from the composer only then was not sent. */
  edits(event: InputEvent): void {
    this.look();
    const box = this.#provisional?.held.box;
    if (box === undefined || LINE_BREAK.test(event.inputType)) return;
    if (event.composedPath().includes(box)) this.#drop();
  }

  /** A trusted Enter or click, before the page's own handlers see it. */
  sends(event: KeyboardEvent | MouseEvent): void {
    const options = this.#options;
    if (options === undefined) return;
    this.look();
    if (event instanceof MouseEvent) this.#stops(event, options);
    const beganMs = natives.now();
    const candidates = this.#heldAt(event);
    if (candidates.length === 0) return;
    const { roots, composer } = this.#parts;
    roots.search();
    const { selectors, preset } = this.#known(options);
    composer.selector = selectors.composer;
    const found = candidates
      .map((held) => ({ held, composerConfidence: composer.confidenceOf(held.box!) }))
      .find(({ composerConfidence }) => composerConfidence !== undefined);
    if (found === undefined) return;
    const { held } = found;
    const composerConfidence = found.composerConfidence!;
    this.#drop();
    const isSend = event instanceof KeyboardEvent || isSendButton(event, held.box!, selectors.send);
    const conversationTurn = this.#showsLast() ? this.#last!.conversationTurn + 1 : 0;
    const turn = `${this.#document}-${++this.#count}`;
    const untold: ProbeReport[] = [];
    let tell = (report: ProbeReport): void => void untold.push(report);
    const { answer, busy, error } = selectors;
    const watch = this.#parts.watches.follow({
      roots,
      options: {
        turn,
        composer: selectors.composer,
        answer,
        busy,
        error,
        prompt: held.text,
        begin: 'input',
      },
      composer: () => held.box ?? composer.get(),
      recognised: {
        prompt: held.text,
        composerConfidence,
        conversationTurn,
        isSure: isSend && composerConfidence >= SURE_CONFIDENCE,
        ...(preset === undefined ? {} : { preset }),
      },
      send: (report) => tell(report),
    });
    watch.input(event.timeStamp);
    watch.addCost(natives.now() - beganMs);
    this.#provisional = {
      turn,
      conversationTurn,
      atMs: event.timeStamp,
      held,
      watch,
      isTold: () => {
        tell = this.#parts.send;
        for (const report of untold) tell(report);
      },
      // What a text box holds is no part of the document that is observed.
      timer: natives.setInterval(() => {
        this.look();
        if (natives.now() - event.timeStamp >= TAKEN_MS) this.#drop();
      }, LOOK_EVERY_MS),
    };
  }

  #stops(event: MouseEvent, { selectors: { stop, busy } }: RecogniseOptions): void {
    if (this.#open === undefined) return;
    const { watch, held } = this.#open;
    const path = event.composedPath();
    const known = stop ?? busy;
    const isKnown = path.some((node) => node instanceof Element && known !== null && node.matches(known));
    const box = held.box ?? this.#parts.composer.get();
    const found = stop === null && box !== undefined ? findButton(box, 'stop') : undefined;
    if (isKnown || (found !== undefined && path.includes(found))) watch.pressedStop();
  }

  /** Looks whether the page has taken the message. */
  look(): void {
    const begun = this.#provisional;
    if (begun === undefined || !begun.held.isTaken) return;
    natives.clearInterval(begun.timer);
    this.#provisional = undefined;
    if (this.#open !== undefined) this.#parts.watches.letGo(this.#open.watch, begun.atMs);
    this.#open = begun;
    this.#last = {
      line: begun.held.text.trim().split('\n', 1)[0]!,
      conversationTurn: begun.conversationTurn,
    };
    begun.isTold();
    begun.watch.report();
  }

  /** Nobody follows this turn any more. */
  release(turn: string): void {
    if (this.#open?.turn !== turn) return;
    this.#parts.watches.letGo(this.#open.watch);
    this.#open = undefined;
  }

  /** A turn that was asked for begins. */
  giveWay(): void {
    this.look();
    this.#drop();
    if (this.#open !== undefined) this.release(this.#open.turn);
  }

  #showsLast(): boolean {
    const { line } = this.#last ?? {};
    if (line === undefined) return false;
    for (const root of this.#parts.roots.all()) {
      const shown = root === document ? document.body : root;
      if (shown.textContent?.includes(line) === true) return true;
    }
    return false;
  }

  /** The input sent nothing. */
  #drop(): void {
    if (this.#provisional === undefined) return;
    natives.clearInterval(this.#provisional.timer);
    this.#parts.watches.letGo(this.#provisional.watch);
    this.#provisional = undefined;
  }

  /** What may have been sent, the likeliest first. */
  #heldAt(event: KeyboardEvent | MouseEvent): HeldMessage[] {
    const path = event.composedPath();
    if (event instanceof KeyboardEvent) return event.isComposing ? [] : heldIn([textBoxAt(path[0])]);
    const held = heldIn([this.#typedIn?.deref(), textBoxAt(focusedElement())]);
    const isButton = path.some((node) => node instanceof Element && node.matches(BUTTON));
    // Text that the page itself put there: only now the composer is worth looking for.
    if (held.length === 0 && isButton) held.push(...heldIn([this.#parts.composer.get()]));
    return held.filter(({ box }) => !path.includes(box!));
  }

  /** What the user gave goes before what is known of a page with these marks. */
  #known({ selectors, presets }: RecogniseOptions): {
    readonly selectors: PageSelectors;
    readonly preset?: string;
  } {
    const { roots } = this.#parts;
    const known = presets.find(({ marks }) =>
      marks.every((mark) => roots.matches(mark).next().done !== true),
    );
    if (known === undefined) return { selectors };
    const merged = {
      composer: selectors.composer ?? known.selectors.composer,
      send: selectors.send ?? known.selectors.send,
      answer: selectors.answer ?? known.selectors.answer,
      busy: selectors.busy ?? known.selectors.busy,
      error: selectors.error ?? known.selectors.error,
    };
    return { selectors: merged, preset: known.name };
  }
}

const heldIn = (boxes: readonly (Element | undefined)[]): HeldMessage[] =>
  boxes
    .filter((box) => box?.isConnected === true)
    .map((box) => new HeldMessage(box!))
    .filter(({ text }) => text.trim() !== '');

function isSendButton(event: MouseEvent, box: Element, send: string | null): boolean {
  const path = event.composedPath();
  if (send !== null && send !== SEND_WITH_ENTER)
    return path.some((node) => node instanceof Element && node.matches(send));
  const button = findButton(box, 'send');
  return button !== undefined && path.includes(button);
}
