/** A tooltip built from text nodes: names in it come from the run and are never parsed as HTML. */
export function tip(
  title: string,
  rows: readonly (readonly [name: string, value: string])[],
  lines: readonly string[] = [],
): HTMLElement {
  const box = element('div', 'tip');
  box.append(element('b', undefined, title));
  const list = element('dl');
  for (const [name, value] of rows)
    list.append(element('dt', undefined, name), element('dd', undefined, value));
  box.append(list, ...lines.map((line) => element('p', undefined, line)));
  return box;
}

function element(tag: string, className?: string, text?: string): HTMLElement {
  const made = document.createElement(tag);
  if (className !== undefined) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}
