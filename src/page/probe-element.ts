import type { ElementHandle, Frame } from '@playwright/test';
import { PROBE_NAME } from '../model/probe-names.js';
import type { ProbeHandle } from '../probe/messages.js';

type Part = 'composer' | 'sendButton' | 'stopButton';

/** A part of the chat as the probe finds it now; `undefined`: there is none. */
export async function probeElement(
  frame: Frame,
  part: Part,
): Promise<ElementHandle<HTMLElement> | undefined> {
  const handle = await frame.evaluateHandle(
    ({ name, part }) => (window as unknown as Record<string, ProbeHandle | undefined>)[name]?.[part](),
    { name: PROBE_NAME, part },
  );
  return (handle.asElement() as ElementHandle<HTMLElement> | null) ?? undefined;
}
