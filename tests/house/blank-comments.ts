/**
 * The source without comments and without the content of template literals, line breaks kept; so that what looks like
 * an import but is only mentioned is not taken for one.
 */
export function blankComments(source: string): string {
  let out = '';
  let at = 0;
  while (at < source.length) {
    const rest = source.slice(at);
    const skipped = comment(rest) ?? template(rest);
    if (skipped) {
      out += skipped.replace(/[^\n]/g, ' ');
      at += skipped.length;
      continue;
    }
    const kept = quoted(rest) ?? (mayBeginPattern(out) ? pattern(rest) : null) ?? source.charAt(at);
    out += kept;
    at += kept.length;
  }
  return out;
}

const match = (expression: RegExp) => (text: string) => expression.exec(text)?.[0] ?? null;

const comment = match(/^(?:\/\/[^\n]*|\/\*[\s\S]*?\*\/)/);
/** Nested templates end it early; what is left over is code in braces, which is harmless. */
const template = match(/^`(?:\\[\s\S]|[^`\\])*`/);
const quoted = match(/^(?:'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")/);
const pattern = match(/^\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/);

/** A slash begins a regular expression where a value may begin, else it divides. */
function mayBeginPattern(before: string): boolean {
  return /(?:^|[([{,;:=!&|?+\-*%<>~^]|\b(?:return|typeof|case|in|of|void|delete))\s*$/.test(
    before.slice(-40),
  );
}
