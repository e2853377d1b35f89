import type { UIMessage } from 'ai';
import { useEffect, useState } from 'react';
import { messageText } from './message-text.js';

/**
 * The messages as they may be shown: the newest answer is left out until `holdMs` after its first text arrived.
 * 0: nothing is held back.
 */
export function useHeldBackText(
  messages: readonly UIMessage[],
  holdMs: number,
): { readonly messages: readonly UIMessage[]; readonly holding: boolean } {
  const [shownId, setShownId] = useState<string | null>(null);
  const newest = messages.at(-1);
  const answerId = newest?.role === 'assistant' && messageText(newest) !== '' ? newest.id : null;
  const holding = holdMs > 0 && answerId !== null && answerId !== shownId;

  useEffect(() => {
    if (!holding) return;
    const timer = setTimeout(() => setShownId(answerId), holdMs);
    return () => clearTimeout(timer);
  }, [holding, answerId, holdMs]);

  return { messages: holding ? messages.slice(0, -1) : messages, holding };
}
