import { lineOf } from './composed-tree.js';

/** A line is judged so often, at most: to ask where it is costs more than to read it. */
const JUDGE_EVERY_MS = 200;
/** Lines may lie this far beyond an edge and still be read. */
const TOLERANCE_PX = 2;

/**
 * Counts whether the newest line of each paint was inside of what the person sees. A page may scroll after it has laid
 * the text out, so a line is judged one frame later.
 */
export class FollowWatch {
  paints = 0;
  inView = 0;
  #newest: { readonly node: WeakRef<Text>; readonly length: number } | undefined;
  #paintedMs = Number.NEGATIVE_INFINITY;
  #scroller: WeakRef<Element> | undefined;

  painted(node: Text, nowMs: number): void {
    if (this.#newest !== undefined || nowMs - this.#paintedMs < JUDGE_EVERY_MS) return;
    this.#paintedMs = nowMs;
    this.#newest = { node: new WeakRef(node), length: node.length };
  }

  /** Layout is up to date. */
  judge(nowMs: number): void {
    if (this.#newest === undefined || nowMs === this.#paintedMs) return;
    const node = this.#newest?.node.deref();
    const length = this.#newest?.length ?? 0;
    this.#newest = undefined;
    if (node?.isConnected !== true || length === 0 || node.length < length) return;
    const range = document.createRange();
    range.setStart(node, length - 1);
    range.setEnd(node, length);
    const line = range.getBoundingClientRect();
    // Between two words a line may break: what has no place yet cannot be judged.
    if (line.height === 0) return;
    this.paints++;
    const box = this.#boxOf(node);
    if (line.top >= box.top - TOLERANCE_PX && line.bottom <= box.bottom + TOLERANCE_PX) this.inView++;
  }

  #boxOf(node: Text): { top: number; bottom: number } {
    let scroller = this.#scroller?.deref();
    if (scroller?.isConnected !== true) {
      scroller = scrollerOf(node);
      if (scroller !== undefined) this.#scroller = new WeakRef(scroller);
    }
    const rect = scroller?.getBoundingClientRect();
    return { top: Math.max(0, rect?.top ?? 0), bottom: Math.min(innerHeight, rect?.bottom ?? innerHeight) };
  }
}

function scrollerOf(node: Text): Element | undefined {
  for (const around of lineOf(node)) {
    if (!(around instanceof Element) || around === document.body || around === document.documentElement)
      continue;
    if (around.scrollHeight > around.clientHeight && /auto|scroll/.test(getComputedStyle(around).overflowY))
      return around;
  }
  return undefined;
}
