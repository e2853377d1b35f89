/** A message of the thread, at its end. */
export function addTurn(thread: HTMLElement, role: 'user' | 'assistant', text = ''): HTMLElement {
  const turn = document.createElement('div');
  turn.dataset.role = role;
  turn.textContent = text;
  thread.append(turn);
  return turn;
}
