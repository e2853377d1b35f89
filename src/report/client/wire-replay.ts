import { REPLAY_DATA_ID, type ReplayTurn } from '../replay-turn.js';
import { ReplayClock } from './replay-clock.js';
import { ReplayPane } from './replay-pane.js';

/** After the last text, so that its end can be seen; and what a turn without any text is given. */
const AFTER_MS = 600;
const UNANSWERED_MS = 8000;
/** The slider follows this often. */
const SLIDER_MS = 100;
/** Whoever asks for less motion gets text in steps of this. */
const CALM_STEP_MS = 1000;

/** Brings the replay to life: two turns on one clock. */
export function wireReplay(): void {
  const box = document.querySelector<HTMLElement>('.replay');
  const turns = JSON.parse(document.getElementById(REPLAY_DATA_ID)?.textContent ?? '[]') as ReplayTurn[];
  if (box === null || turns.length === 0) return;
  const find = <T extends HTMLElement>(selector: string): T => box.querySelector<T>(selector)!;
  const play = find<HTMLButtonElement>('.play');
  const restart = find<HTMLButtonElement>('.restart');
  const speed = find<HTMLSelectElement>('.speed');
  const slider = find<HTMLInputElement>('.scrub');
  const told = find<HTMLElement>('output');
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const clock = new ReplayClock(() => performance.now());
  const byId = (id: string): ReplayTurn => turns.find((turn) => turn.id === id) ?? turns[0]!;
  const panes = [...box.querySelectorAll<HTMLElement>('.pane')].map((element) => {
    const choice = element.querySelector('select')!;
    return { choice, pane: new ReplayPane(element, byId(choice.value)) };
  });
  let spanMs = 0;
  let sliderMs = Number.NEGATIVE_INFINITY;

  const show = (): void => {
    const now = performance.now();
    const positionMs = Math.min(clock.positionMs, spanMs);
    const isOver = positionMs >= spanMs;
    const seenMs =
      calm.matches && clock.isRunning && !isOver ? positionMs - (positionMs % CALM_STEP_MS) : positionMs;
    for (const { pane } of panes) pane.show(seenMs, spanMs);
    if (!clock.isRunning || isOver || now - sliderMs >= SLIDER_MS) {
      sliderMs = now;
      slider.value = String(Math.round(positionMs));
      const words = `${(positionMs / 1000).toFixed(1)}\u202fs of ${(spanMs / 1000).toFixed(1)}\u202fs`;
      slider.setAttribute('aria-valuetext', words);
      told.textContent = words;
    }
    if (isOver && clock.isRunning) stop();
  };
  const frame = (): void => {
    if (!clock.isRunning) return;
    show();
    requestAnimationFrame(frame);
  };
  const stop = (): void => {
    clock.stop();
    play.textContent = 'Play';
    play.classList.remove('running');
  };
  const start = (): void => {
    if (clock.positionMs >= spanMs) clock.moveTo(0);
    clock.start();
    play.textContent = 'Pause';
    play.classList.add('running');
    frame();
  };
  const load = (): void => {
    const longest = Math.max(0, ...panes.map(({ pane }) => pane.turn.endMs ?? 0));
    const unanswered = panes.some(({ pane }) => pane.turn.endMs === null);
    // Whole steps of the slider, or it could not stand at its end.
    spanMs =
      Math.ceil((Math.max(longest, unanswered ? UNANSWERED_MS : 0) + AFTER_MS) / SLIDER_MS) * SLIDER_MS;
    slider.max = String(spanMs);
    for (const { pane } of panes) pane.drawTrack(spanMs);
    stop();
    // At rest each turn is shown whole: who never presses the button has read it all the same.
    clock.moveTo(spanMs);
    show();
  };

  play.addEventListener('click', () => {
    if (clock.isRunning) {
      stop();
      show();
    } else start();
  });
  restart.addEventListener('click', () => {
    clock.moveTo(0);
    show();
  });
  speed.addEventListener('change', () => {
    clock.speed = Number(speed.value);
  });
  slider.addEventListener('input', () => {
    clock.moveTo(Number(slider.value));
    show();
  });
  for (const { choice, pane } of panes) {
    choice.addEventListener('change', () => {
      pane.load(byId(choice.value));
      load();
    });
  }
  // From where a turn is told of: it takes the right side, beside whatever stands on the left.
  const right = panes.at(-1);
  for (const button of document.querySelectorAll<HTMLButtonElement>('.play-this')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      if (right === undefined) return;
      right.choice.value = button.dataset.turn ?? '';
      right.pane.load(byId(right.choice.value));
      load();
      box.scrollIntoView({ block: 'center' });
      play.focus({ preventScroll: true });
      start();
    });
  }
  load();
  box.hidden = false;
}
