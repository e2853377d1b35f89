import { plainSpaces } from './format.js';

export interface ConsoleOptions {
  readonly reportPath: string;
  /** ANSI colours; leave out where the output is not a terminal. */
  readonly color?: boolean | undefined;
}

const COLOR = { pass: 32, fail: 31, invalid: 35 } as const;

/** How a terminal is written to. */
export function consoleStyle(color: boolean) {
  const style = (code: number, text: string): string => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  /** Text from the target may hold control characters that would drive the terminal: only printable ones pass. */
  const printable = (text: string): string => plainSpaces(text).replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
  return {
    style,
    printable,
    /** A sentence that begins with the verdict's word and a colon. */
    verdict(status: keyof typeof COLOR, sentence: string): string {
      const [word = '', ...rest] = printable(sentence).split(':');
      return `${style(1, style(COLOR[status], word))}:${rest.join(':')}`;
    },
  };
}
