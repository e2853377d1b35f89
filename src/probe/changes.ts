/** What a batch of changes brought, looked through once for all who want to know. */
export interface Changes {
  readonly records: readonly MutationRecord[];
  /** Changes of attributes. */
  readonly attributes: readonly MutationRecord[];
  /** Elements that were put in. New words are none. */
  readonly elements: readonly Element[];
  readonly removed: boolean;
}

export function changesIn(records: readonly MutationRecord[]): Changes {
  const attributes: MutationRecord[] = [];
  const elements: Element[] = [];
  let removed = false;
  // By index: this runs for every token that a page shows, and a list of nodes is slow to walk otherwise.
  for (let at = 0; at < records.length; at++) {
    const record = records[at]!;
    if (record.type === 'attributes') attributes.push(record);
    if (record.type !== 'childList') continue;
    const { addedNodes } = record;
    for (let index = 0; index < addedNodes.length; index++) {
      const node = addedNodes[index]!;
      if (node.nodeType === Node.ELEMENT_NODE) elements.push(node as Element);
    }
    removed ||= record.removedNodes.length > 0;
  }
  return { records, attributes, elements, removed };
}
