import type { Page } from '@playwright/test';
import type { PageSelectors, RunPlan } from '../model/plan.js';
import { PlimsollError } from '../model/plimsoll-error.js';
import { type Preset, presets } from './presets.js';

/** Selectors for this page, and the preset that they are from. */
export interface KnownPage {
  readonly selectors: PageSelectors;
  readonly preset: string | undefined;
}

/** What the user gave goes before what a preset knows; what neither says is to be found. */
export async function applyPreset(
  page: Page,
  { selectors, preset }: { readonly selectors: PageSelectors; readonly preset: RunPlan['target']['preset'] },
): Promise<KnownPage> {
  const known = await presetFor(page, preset);
  if (known === undefined) return { selectors, preset: undefined };
  const filled = Object.fromEntries(
    Object.entries(selectors).map(([part, given]) => [
      part,
      given ?? known.selectors[part as keyof PageSelectors],
    ]),
  ) as unknown as PageSelectors;
  return { selectors: filled, preset: known.name };
}

async function presetFor(page: Page, name: string): Promise<Preset | undefined> {
  if (name === 'none') return undefined;
  if (name !== 'auto') {
    const named = presets.find((preset) => preset.name === name);
    if (named !== undefined) return named;
    throw new PlimsollError(
      'E_PRESET',
      `Failed to open the chat: there is no preset "${name}"`,
      `Set target.preset to auto, none, or one of ${presets.map((preset) => preset.name).join(', ')}.`,
    );
  }
  for (const preset of presets) if (await looksLike(page, preset)) return preset;
  return undefined;
}

/** All marks in one frame of the page; Playwright's selectors reach into open shadow roots. */
async function looksLike(page: Page, { marks }: Preset): Promise<boolean> {
  for (const frame of page.frames()) {
    const counts = await Promise.all(marks.map((mark) => frame.locator(mark).count()));
    if (counts.every((count) => count > 0)) return true;
  }
  return false;
}
