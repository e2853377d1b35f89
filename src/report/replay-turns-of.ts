import type { Findings, TurnSample } from '../model/findings.js';
import type { ReplayTurn } from './replay-turn.js';

/** Longer answers are cut in the replay; the ledger has them whole. */
const MOST_CHARS = 20_000;

/** Words of these lengths stand for words that were not kept. */
const SHAPE = [4, 2, 7, 3, 5, 9, 2, 6, 4, 8];

/** The turns that the findings keep with their curves, ready to be played. */
export function replayTurnsOf({ turns }: Pick<Findings, 'turns'>): readonly ReplayTurn[] {
  return turns.map((turn) => {
    const total = turn.paints.at(-1)?.[1] ?? 0;
    const kept = turn.answer ?? '';
    const answer = (kept === '' ? shapeOf(total) : kept).slice(0, MOST_CHARS);
    return {
      id: turn.id,
      name: `${turn.phase ?? 'between phases'}, ${turn.why}`,
      prompt: (turn.prompt ?? '').slice(0, MOST_CHARS),
      answer,
      isShape: kept === '' && total > 0,
      paints: painted(turn, kept === '' ? total : kept.length, answer.length),
      endMs: turn.paints.length === 0 ? null : turn.paints.at(-1)![0] - turn.submittedMs,
      outcome: turn.outcome.replaceAll('_', ' '),
    };
  });
}

/** The curve counts characters of the answer as painted, which may differ a little from the text that was kept. */
function painted({ paints, submittedMs }: TurnSample, whole: number, most: number): ReplayTurn['paints'] {
  const total = paints.at(-1)?.[1] ?? 0;
  return paints.map(([ms, chars]) => [
    Math.round((ms - submittedMs) * 10) / 10,
    Math.min(most, total === 0 ? 0 : Math.round((chars * whole) / total)),
  ]);
}

function shapeOf(chars: number): string {
  let text = '';
  for (let word = 0; text.length < chars && text.length < MOST_CHARS; word++)
    text += `${'▬'.repeat(SHAPE[word % SHAPE.length]!)} `;
  return text.slice(0, chars);
}

/**
 * The two that are best seen beside each other: a typical turn without load, and one under the most load. Where no
 * turn of the peak was answered, its unanswered one says more than an answered one from elsewhere.
 */
export function pairToReplay({
  turns,
  phases,
}: Pick<Findings, 'turns' | 'phases'>): readonly [string, string] | null {
  const best = (kind: 'baseline' | 'peak' | 'climb' | 'warm-up'): TurnSample | undefined => {
    const names = phases.filter((phase) => phase.kind === kind).map(({ name }) => name);
    const own = turns.filter(({ phase }) => phase !== null && names.includes(phase));
    return own.findLast(({ why }) => why === 'typical') ?? own.at(-1);
  };
  const calm = best('baseline') ?? best('warm-up') ?? turns[0];
  const loaded = best('peak') ?? best('climb') ?? turns.find((turn) => turn !== calm);
  if (calm === undefined) return null;
  return [calm.id, (loaded ?? calm).id];
}
