import { FADE_MS, type PageSetup } from './page-setup.js';
import type { Scripts } from './serve-pages.js';
import { wordsOf } from './words-of.js';

interface Parts {
  readonly setup: PageSetup;
  readonly scripts: Scripts;
  /** The same chat at another site. */
  readonly framed: string;
  readonly code: string;
}

/** The thread keeps its end in view by itself: text outside of the view is never painted, and so never presented. */
const STYLE = `
html, body, iframe, main { margin: 0; border: 0; width: 100%; height: 100%; display: block; font: 16px sans-serif }
#view { display: flex; flex-direction: column-reverse; height: 80vh; overflow: auto }
textarea { display: block; width: 90%; height: 3em }
.fading { transition: opacity ${FADE_MS}ms linear }
@starting-style { .fading { opacity: 0 } }`;

const MESSAGE_CHARS = 2000;
const WORD_CHARS = 6;
const KB = 1000;

/** Messages of before, user and assistant in turn, as a long conversation has them. */
function transcript(kb: number): string {
  const words = wordsOf(1);
  const messages = Array.from({ length: (kb * KB) / MESSAGE_CHARS }, (_, index) => {
    const role = index % 2 === 0 ? 'user' : 'assistant';
    return `<div data-role="${role}"><p>${words(MESSAGE_CHARS / WORD_CHARS)}</p></div>`;
  });
  return messages.join('');
}

const data = (id: string, value: unknown): string =>
  `<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`;

export const calibrationDocument = ({ setup, scripts, framed, code }: Parts): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Calibration</title><style>${STYLE}</style>
${data('setup', setup)}${data('scripts', scripts)}${data('framed', framed)}</head>
<body><template id="chat"><div id="view"><div id="thread">${transcript(setup.transcriptKb ?? 0)}</div></div>
<textarea></textarea></template><script>${code}</script></body></html>`;
