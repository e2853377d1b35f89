import { hasPeople } from '../crowd-alone.js';
import type { ReplayTurn } from '../replay-turn.js';
import { pairToReplay, replayTurnsOf } from '../replay-turns-of.js';
import type { Section } from './section.js';

const SPEEDS = [
  [0.25, '¼ ×'],
  [0.5, '½ ×'],
  [1, '1 ×, as it was'],
  [2, '2 ×'],
  [4, '4 ×'],
] as const;

export const replaySection: Section = {
  id: 'replay',
  title: 'Play it back',
  applies: hasPeople,
  render: (findings) => {
    const pair = pairToReplay(findings);
    const turns = replayTurnsOf(findings);
    if (pair === null) return <p>Not measured: no turn was kept for the replay.</p>;
    return (
      <>
        <p>
          Two turns sent at the same moment, painted at the pace at which they were painted. Sit through the
          wait once: that is what the figures stand for.
        </p>
        <noscript>
          <p>The replay needs JavaScript; the strips of the turns below show the same curves.</p>
        </noscript>
        <div class="replay" hidden>
          <div class="transport">
            <button type="button" class="play">
              Play
            </button>
            <button type="button" class="restart">
              From the start
            </button>
            <label>
              Speed{' '}
              <select class="speed">
                {SPEEDS.map(([factor, name]) => (
                  <option key={factor} value={factor} selected={factor === 1}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <label class="seek">
              <span>Time since sending</span>
              <input class="scrub" type="range" min="0" max="1" step="100" value="0" />
            </label>
            <output />
          </div>
          <div class="panes">
            <Pane side="left" turns={turns} chosen={pair[0]} />
            <Pane side="right" turns={turns} chosen={pair[1]} />
          </div>
        </div>
      </>
    );
  },
};

interface PaneProps {
  readonly side: 'left' | 'right';
  readonly turns: readonly ReplayTurn[];
  readonly chosen: string;
}

function Pane({ side, turns, chosen }: PaneProps) {
  return (
    <div class="pane">
      <label class="choice">
        <span class="hidden">Turn on the {side}</span>
        <select>
          {turns.map((turn) => (
            <option key={turn.id} value={turn.id} selected={turn.id === chosen}>
              {turn.name}
            </option>
          ))}
        </select>
      </label>
      <div class="track" aria-hidden="true" />
      <p class="state" />
      <p class="said" />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="answer" tabIndex={0} aria-label={`Answer on the ${side}`} />
    </div>
  );
}
