const OTHER = /[^\p{L}\p{N}]+/gu;

/** Letters and digits of a text in lower case: what two renderings of the same text have in common. */
export const lettersOf = (text: string): string => text.replace(OTHER, '').toLowerCase();
