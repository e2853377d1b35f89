import type { Page } from '@playwright/test';
import { signal } from './signal.js';

/** Notices that the document in which a turn was begun is gone. */
export interface PageLoss {
  /** Settles when the document is lost; never, while it lives. */
  readonly lost: Promise<void>;
  /** How it was lost. */
  readonly how: string | undefined;
  stop(): void;
}

/** Watches `page` for a crash, its end, or another document in its main frame. */
export function watchForLoss(page: Page): PageLoss {
  let how: string | undefined;
  const { given, give } = signal();
  const lose = (why: string) => (): void => {
    how ??= why;
    give();
  };
  const onCrash = lose('the tab crashed while the answer was on its way');
  const onClose = lose('the page was closed while the answer was on its way');
  // Not `framenavigated`: a chat that gives the conversation an address of its own stays the same document.
  const onDocument = lose('the page was reloaded or left while the answer was on its way');
  page.on('crash', onCrash).on('close', onClose).on('domcontentloaded', onDocument);
  return {
    lost: given,
    get how() {
      return how;
    },
    stop: () => {
      page.off('crash', onCrash).off('close', onClose).off('domcontentloaded', onDocument);
    },
  };
}
