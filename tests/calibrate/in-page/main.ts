import { OVER_MESSAGE, type PageSetup, type Step, type ViewName } from '../page-setup.js';
import type { StreamScript } from '../stream-script.js';
import { addTurn } from './add-turn.js';
import type { AnswerView, MakeView } from './answer-view.js';
import { appendView } from './append-view.js';
import { block } from './block.js';
import { fadeInView } from './fade-in-view.js';
import { playSteps } from './play-steps.js';
import { playStream } from './play-stream.js';
import { reRenderView } from './re-render-view.js';
import { windowedView } from './windowed-view.js';

const VIEWS: Readonly<Record<ViewName, MakeView>> = {
  append: appendView,
  're-render': reRenderView,
  'fade-in': fadeInView,
  windowed: windowedView,
};

const told = (id: string): unknown => JSON.parse(document.querySelector(id)!.textContent!);
const setup = told('#setup') as PageSetup;
const scripts = told('#scripts') as Readonly<Record<string, readonly Step[] | StreamScript>>;

/** A chat: the prompt is the name of a script. What it changes it writes into the trace. */
function openChat(root: Document | ShadowRoot): void {
  const chat = document.importNode(document.querySelector<HTMLTemplateElement>('#chat')!.content, true);
  (root instanceof Document ? root.body : root).append(chat);
  const thread = root.querySelector<HTMLElement>('#thread')!;
  const composer = root.querySelector('textarea')!;
  let turn = 0;
  composer.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const name = composer.value.trim();
    composer.value = '';
    addTurn(thread, 'user', name);
    const busy = document.createElement('i');
    busy.id = 'busy';
    composer.before(busy);
    const over = (): void => {
      busy.remove();
      console.info(OVER_MESSAGE);
    };
    void play(name, VIEWS[setup.view](thread, turn), turn++).finally(over);
  });
}

function play(name: string, view: AnswerView, turn: number): Promise<void> {
  const script = scripts[name];
  if (script === undefined) throw new Error(`there is no script "${name}"`);
  if (!('transport' in script)) return playSteps(script, view, turn);
  block(script.inputMs);
  return playStream(name, script, view, turn);
}

if (setup.inside === 'shadow') {
  const host = document.createElement('main');
  document.body.append(host);
  const shadow = host.attachShadow({ mode: 'open' });
  shadow.append(document.querySelector('style')!.cloneNode(true));
  openChat(shadow);
} else if (setup.inside === 'frame') {
  const frame = document.createElement('iframe');
  frame.src = told('#framed') as string;
  document.body.append(frame);
} else openChat(document);
