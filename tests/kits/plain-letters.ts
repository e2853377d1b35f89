/**
 * A text reduced to its letters and digits: what is left of an answer however its Markdown is shown. Numbers of ordered
 * lists are drawn, not written, so answers to compare hold none.
 */
export function plainLetters(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
}
