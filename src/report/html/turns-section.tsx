import type { TurnSample } from '../../model/findings.js';
import { cellOf } from '../cell.js';
import { hasPeople } from '../crowd-alone.js';
import { formatClock, formatMs, formatScore } from '../format.js';
import type { Section } from './section.js';
import { Term } from './term.js';
import { TurnStrip, turnEndMs } from './turn-strip.js';

/** Longer texts are cut in the report; the ledger has them whole. */
const MOST_CHARS = 1200;

export const turnsSection: Section = {
  id: 'turns',
  title: 'Turns to look at',
  applies: hasPeople,
  render: ({ turns, phases }, pictures) => {
    if (turns.length === 0) return <p>Not measured: no turn was kept for the replay.</p>;
    const names = [...phases.map((phase) => phase.name), null];
    return (
      <>
        <p>
          The worst and the typical turn of each phase. Upper strip: text arriving on the wire; lower strip:
          the same text being painted. The fill is how much of the answer was there. Shaded: a{' '}
          <Term of="stall">gap of 1 s or more</Term> between paints. Busy: <Term of="jank">long frames</Term>,
          in which the page could not paint.
        </p>
        {names.map((name) => {
          const own = turns.filter((turn) => turn.phase === name);
          if (own.length === 0) return null;
          const spanMs = Math.max(...own.map(turnEndMs));
          return (
            <section key={name ?? 'between'} class="turns">
              <h3>{name ?? 'Between phases'}</h3>
              {own.map((turn) => (
                <Turn
                  key={turn.id}
                  turn={turn}
                  spanMs={spanMs}
                  picture={pictures.get(turn.screenshot ?? '')}
                />
              ))}
            </section>
          );
        })}
      </>
    );
  },
};

interface TurnProps {
  readonly turn: TurnSample;
  readonly spanMs: number;
  readonly picture: string | undefined;
}

function Turn({ turn, spanMs, picture }: TurnProps) {
  const ttft = cellOf(turn.perceivedTtftMs, formatMs, 'not answered');
  const lag = cellOf(turn.renderLagP95Ms, formatMs, 'no wire times of the same text');
  const flow = cellOf(turn.flowQoe, formatScore, 'not answered');
  return (
    <article class="turn">
      <h4>
        <b>{turn.why}</b>
        <span class={turn.good ? 'good' : 'bad'}>
          {turn.good
            ? '✓ good'
            : `✕ ${turn.outcome === 'answered' ? 'not good' : turn.outcome.replaceAll('_', ' ')}`}
        </span>
        <span title={ttft.note}>perceived TTFT {ttft.text}</span>
        <span title={flow.note}>flow QoE {flow.text}</span>
        <span title={lag.note}>render lag p95 {lag.text}</span>
        {turn.stalls.map((stall) => (
          <span key={stall.fromMs}>{stallWords(stall)}</span>
        ))}
        <span class="soft">
          {turn.person}, sent at {formatClock(turn.submittedMs)}
        </span>
      </h4>
      <TurnStrip turn={turn} spanMs={spanMs} />
      {turn.detail && <p class="detail">{turn.detail}</p>}
      <div class="more">
        <button type="button" class="play-this" data-turn={turn.id} hidden>
          Play it back
        </button>
        {picture !== undefined && (
          <details>
            <summary>The page as it stood</summary>
            <img
              class="shot"
              src={picture}
              alt={`The chat page when the turn had ended: ${turn.outcome}`}
              loading="lazy"
            />
          </details>
        )}
        {(turn.prompt || turn.answer) && (
          <details>
            <summary>Prompt and answer</summary>
            <Text label="Prompt" text={turn.prompt} />
            <Text label="Answer" text={turn.answer} />
          </details>
        )}
      </div>
    </article>
  );
}

function stallWords({ durationMs, cause, script }: TurnSample['stalls'][number]): string {
  const whose = { upstream: 'upstream', page: 'the page', unknown: 'cause unknown' }[cause];
  return `stall ${formatMs(durationMs)}, ${whose}${script === undefined ? '' : `: ${script}`}`;
}

function Text({ label, text }: { readonly label: string; readonly text: string | undefined }) {
  if (!text) return null;
  const cut = text.length > MOST_CHARS;
  return (
    <>
      <p class="soft">
        {label}
        {cut && `, its first ${MOST_CHARS} characters`}
      </p>
      <pre>{cut ? `${text.slice(0, MOST_CHARS)}…` : text}</pre>
    </>
  );
}
