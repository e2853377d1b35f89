const NAMES = [
  'aria-label',
  'placeholder',
  'aria-placeholder',
  'data-placeholder',
  'title',
  'data-testid',
  'name',
  'id',
];
const LONGEST_TEXT = 40;

/** All that an element is called: by its attributes, its labels, and its text where that is short. */
export function nameOf(element: Element): string {
  const names = NAMES.map((name) => element.getAttribute(name) ?? '');
  const labels = (element as HTMLInputElement).labels;
  for (const label of labels ?? []) names.push(label.textContent ?? '');
  const text = element.textContent?.trim() ?? '';
  if (text.length <= LONGEST_TEXT) names.push(text);
  // Words that are joined in identifiers are words: `chatInput`, `send-button`.
  return names
    .join(' ')
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_:]/g, ' ');
}

/** For people: tag and what tells the element from others. */
export function descriptionOf(element: Element): string {
  const told = ['id', 'data-testid', 'aria-label', 'placeholder', 'role', 'name']
    .map((name) => [name, element.getAttribute(name)] as const)
    .find(([, value]) => value !== null && value !== '');
  return told === undefined ? element.localName : `${element.localName}[${told[0]}="${told[1]}"]`;
}
