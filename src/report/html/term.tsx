import type { ComponentChildren } from 'preact';
import type { TermKey } from '../glossary.js';

/** Words that lead to their definition. */
export function Term({ of, children }: { readonly of: TermKey; readonly children: ComponentChildren }) {
  return (
    <a class="term" href={`#term-${of}`}>
      {children}
    </a>
  );
}
