import { lettersOf } from '../model/letters.js';

/** Where a link of Markdown points to: sent, and not shown. */
const LINK_TARGET = /\]\([^)\s]*(?:\s+"[^"]*")?\)/g;

/** Letters of what a wire said that a page would show. */
export const wireLetters = (text: string): string => lettersOf(text.replaceAll(LINK_TARGET, ']'));
