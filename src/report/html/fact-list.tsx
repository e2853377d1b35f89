import type { Cell } from '../cell.js';

/** Named values side by side; a missing one says why, right there. */
export function FactList({ facts }: { readonly facts: readonly (readonly [name: string, value: Cell])[] }) {
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {value.text}
            {value.note && <small>{value.short ?? value.note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
