import type { Page } from '@playwright/test';
import { followTab, type Tab, type TabOptions } from './tab.js';

/** Follows each tab once, whoever asks for it. */
export interface Tabs {
  of(page: Page): Promise<Tab>;
}

export function createTabs(options: Omit<TabOptions, 'page'>): Tabs {
  const followed = new WeakMap<Page, Promise<Tab>>();
  return {
    of(page) {
      const known = followed.get(page) ?? followTab({ ...options, page });
      followed.set(page, known);
      return known;
    },
  };
}
