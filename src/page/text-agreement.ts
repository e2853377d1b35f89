/** Length of the pieces by which texts are compared. */
const PIECE_LETTERS = 6;
/**
 * So much of what is shown must have come: around a short answer stand names, times and tool rows. Of what came, links
 * and names of languages need not be shown.
 */
const LEAST_SHOWN_SHARE = 0.3;
const LEAST_SENT_SHARE = 0.5;

function piecesOf(letters: string): Set<string> {
  const pieces = new Set<string>();
  for (let at = 0; at + PIECE_LETTERS <= letters.length; at++)
    pieces.add(letters.slice(at, at + PIECE_LETTERS));
  return pieces;
}

function shareIn(pieces: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const piece of pieces) if (other.has(piece)) shared++;
  return pieces.size === 0 ? 0 : shared / pieces.size;
}

/** A few letters stand in any text: only what is much of it counts. */
function shareOfShort(sent: string, shown: string): number {
  const share = shown.includes(sent) ? sent.length / Math.max(1, shown.length) : 0;
  return share >= LEAST_SHOWN_SHARE ? share : 0;
}

/**
 * How far a text that was sent is the text that is shown, 0–1, letters and digits only; 0 when it is another one.
 * Texts too short to be compared by pieces must stand in it as they are.
 */
export function textAgreement(sent: string, shown: string): number {
  if (sent === shown) return shown === '' ? 0 : 1;
  if (Math.min(sent.length, shown.length) < 2 * PIECE_LETTERS) return shareOfShort(sent, shown);
  const sentPieces = piecesOf(sent);
  const shownPieces = piecesOf(shown);
  const shownShare = shareIn(shownPieces, sentPieces);
  const sentShare = shareIn(sentPieces, shownPieces);
  if (shownShare < LEAST_SHOWN_SHARE || sentShare < LEAST_SENT_SHARE) return 0;
  return (2 * shownShare * sentShare) / (shownShare + sentShare);
}
