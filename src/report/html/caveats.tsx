import { joinUnits } from '../format.js';

/** What a reader should know before believing a finding. */
export function Caveats({ of }: { readonly of: readonly string[] }) {
  if (of.length === 0) return null;
  return (
    <ul class="caveats" aria-label="Caveats">
      {[...new Set(of)].map((caveat) => (
        <li key={caveat}>{joinUnits(caveat)}</li>
      ))}
    </ul>
  );
}
