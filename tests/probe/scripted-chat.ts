import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PageSelectors } from '../../dist/src/model/plan.js';

/** One thing the page does, `afterMs` after the one before. */
export type Step = readonly [afterMs: number, act: string, arg?: unknown];

/** When the page's own script changed the answer (its `performance.now()`), and what it read from then on. */
export interface Mutation {
  readonly atMs: number;
  readonly text: string;
}

export interface ScriptedChat {
  readonly url: string;
  close(): void;
}

export const SELECTORS: PageSelectors = {
  composer: 'textarea',
  send: 'Enter',
  answer: '[data-role="assistant"]',
  busy: '#busy',
  error: '[role="alert"]',
};

/** Runs in the page. The prompt names the script; what it does to the answer is written down in `window.truth`. */
const PAGE_SCRIPT = `
const scripts = SCRIPTS;
const truth = (window.truth = []);
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const thread = document.querySelector('#thread');
const composer = document.querySelector('textarea');
const add = (tag, attributes, text) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text ?? '';
  thread.append(element);
  return element;
};
let answer;
const change = (mutate) => {
  const atMs = performance.now();
  mutate();
  truth.push({ atMs, text: answer.textContent });
};
const block = (ms) => { for (const end = performance.now() + ms; performance.now() < end; ); };
const acts = {
  busy: () => add('i', { id: 'busy' }),
  free: () => document.querySelector('#busy').remove(),
  open: () => { answer = add('div', { 'data-role': 'assistant' }); },
  say: (text) => change(() => {
    answer ??= add('div', { 'data-role': 'assistant' });
    answer.append(text);
  }),
  show: (text) => change(() => {
    answer ??= add('div', { 'data-role': 'assistant' });
    answer.innerHTML = '<p>' + text + '</p>';
  }),
  swap: (text) => change(() => {
    const next = document.createElement('div');
    next.setAttribute('data-role', 'assistant');
    next.textContent = text;
    answer.replaceWith(next);
    answer = next;
  }),
  trim: () => { for (const old of document.querySelectorAll('[data-role]')) if (old !== answer) old.remove(); },
  error: (text) => add('div', { role: 'alert' }, text),
  region: () => add('div', { role: 'alert' }),
  fail: (text) => { document.querySelector('[role=alert]').textContent = text; },
  calm: () => { for (const alert of document.querySelectorAll('[role=alert]')) alert.remove(); },
  live: (text) => { document.querySelector('#live').textContent = text; },
  style: (name) => { answer.className = name; },
  tick: (ms) => setInterval(() => { document.querySelector('#live').textContent = performance.now(); }, ms),
  block,
  hang: () => { for (;;); },
  alert: (text) => alert(text),
  push: (path) => history.pushState(null, '', path),
  leave: (path) => { location.href = path; },
  reload: () => location.reload(),
  tasks: ([texts, ms]) => {
    // All of them stand in the queue before a frame does: a page that takes every event in a task of its own.
    for (const text of texts) {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => { acts.say(text); block(ms); };
      channel.port2.postMessage(0);
    }
  },
  frame: (text) => requestAnimationFrame(() => acts.say(text)),
  stream: async (wanted) => {
    const response = await fetch('/stream', { method: 'POST', body: JSON.stringify(wanted) });
    const reader = response.body.getReader();
    while (!(await reader.read()).done);
  },
  // A page that keeps to itself whatever its backend says.
  ask: (wanted) => void acts.stream(wanted).catch(() => undefined),
  mark: (name) => { window.marks[name] = performance.now(); },
  put: ([parent, html]) => document.querySelector(parent).insertAdjacentHTML('beforeend', html),
  set: ([selector, html]) => { document.querySelector(selector).innerHTML = html; },
  type: ([selector, text]) => newest(selector).append(text),
  drop: (selector) => newest(selector).remove(),
  is: ([selector, attribute, value]) => newest(selector).setAttribute(attribute, value),
  isnot: ([selector, attribute]) => newest(selector).removeAttribute(attribute),
  css: (text) => document.head.append(Object.assign(document.createElement('style'), { textContent: text })),
  stoppable: () => document.querySelector('#live').insertAdjacentHTML('afterend', '<button id="busy">Stop</button>'),
  draw: (text) => {
    const canvas = answer.appendChild(document.createElement('canvas'));
    canvas.getContext('2d').fillText(text, 10, 20);
  },
  confirm: (text) => confirm(text),
};
const newest = (selector) => [...document.querySelectorAll(selector)].at(-1);
const run = async (steps, sentMs) => {
  answer = undefined;
  truth.length = 0;
  window.marks = { sent: sentMs };
  for (const [afterMs, act, arg] of steps) {
    if (afterMs > 0) await sleep(afterMs);
    acts[act](arg);
  }
};
composer.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  const prompt = composer.value;
  composer.value = '';
  add('div', { 'data-role': 'user' }, prompt);
  void run(scripts[prompt], event.timeStamp);
});
`;

const page = (scripts: Readonly<Record<string, readonly Step[]>>): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Scripted</title></head>
<body><div id="thread"></div><div id="live" aria-live="polite"></div><textarea></textarea>
<script>${PAGE_SCRIPT.replace('SCRIPTS', () => JSON.stringify(scripts))}</script></body></html>`;

/** An SSE body as asked for: `[after ms, data]` each, then closed unless `stays` says otherwise; or another body. */
interface Wanted {
  readonly writes?: readonly (readonly [number, string])[];
  readonly stays?: boolean;
  readonly status?: number;
  readonly contentType?: string;
  readonly body?: string;
  /** The connection is cut without a word. */
  readonly resets?: boolean;
}

/** A loopback page that does exactly what the script named by the prompt says. */
export async function startScriptedChat(
  scripts: Readonly<Record<string, readonly Step[]>>,
): Promise<ScriptedChat> {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path !== '/stream') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(scripts));
      return;
    }
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const wanted = JSON.parse(body) as Wanted;
    const { writes = [], stays, status = 200, contentType = 'text/event-stream' } = wanted;
    if (wanted.resets === true) {
      request.socket.resetAndDestroy();
      return;
    }
    response.writeHead(status, { 'content-type': contentType });
    if (wanted.body !== undefined) {
      response.end(wanted.body);
      return;
    }
    response.flushHeaders();
    const step = (index: number): void => {
      const next = writes[index];
      if (next === undefined) {
        if (stays !== true) response.end();
        return;
      }
      setTimeout(() => {
        response.write(`data: ${next[1]}\n\n`);
        step(index + 1);
      }, next[0]);
    };
    step(0);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
