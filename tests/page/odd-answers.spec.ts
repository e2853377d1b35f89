import { expect } from './chat-page-test.js';
import { asks, busyWhile, type OddCase, testCases } from './odd-case.js';

const SEA = 'The sea comes and goes, twice a day.';
const answered = (answer: string): object => ({ outcome: 'answered', answer, retractedChars: 0 });
const BUBBLE = '[data-role=assistant]';
const UNSEEN = 'position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0 0 0 0);white-space:nowrap';

const TEXTS: Record<string, OddCase> = Object.fromEntries(
  Object.entries({
    'emoji only': ['👍', '🌊🌊'],
    'a language without spaces': ['海は一日に', '二度満ち引きします。'],
    'a language from right to left': ['البحر يأتي ', 'ويذهب مرتين في اليوم.'],
    'one letter': ['A', ''],
    'a number': ['42', ''],
    'a text that goes over bidirectional marks': ['⁧البحر⁩ and ', 'the sea‎.'],
    'the prompt itself': ['What does ', 'the sea do?'],
    'the prompt and more': ['What does the sea do? ', 'It comes and goes.'],
    'an apology that is the answer': ['Sorry, something went wrong ', 'with my tide table: I know of none.'],
  }).map(([name, [first, rest]]): [string, OddCase] => [
    `an answer: ${name}`,
    {
      steps: busyWhile(
        asks([200, first!], [200, rest!]),
        [300, 'mark', 'first'],
        [0, 'say', first],
        [200, 'say', rest],
      ),
      turn: answered(`${first}${rest}`),
      answerAt: 'first',
    },
  ]),
);

const BEFORE: Record<string, OddCase> = {
  'a placeholder that the answer replaces': {
    steps: busyWhile(
      [100, 'mark', 'feedback'],
      [0, 'show', 'Thinking…'],
      [500, 'mark', 'first'],
      [0, 'show', SEA],
    ),
    turn: answered(SEA),
    answerAt: 'first',
    feedbackAt: 'feedback',
  },
  'a placeholder that begins like the answer': {
    steps: busyWhile([100, 'show', 'The model is thinking…'], [500, 'mark', 'first'], [0, 'show', SEA]),
    turn: answered(SEA),
    answerAt: 'first',
  },
  'a counter of seconds': {
    steps: busyWhile(
      [60, 'put', ['#thread', '<div data-role="assistant"><i></i><p></p></div>']],
      [0, 'set', [`${BUBBLE} i`, '1 s']],
      [150, 'set', [`${BUBBLE} i`, '2 s']],
      [150, 'set', [`${BUBBLE} i`, '3 s']],
      [150, 'set', [`${BUBBLE} i`, '4 s']],
      [60, 'mark', 'first'],
      [0, 'type', [`${BUBBLE} p`, 'The sea comes ']],
      [100, 'set', [`${BUBBLE} i`, '5 s']],
      [60, 'type', [`${BUBBLE} p`, 'and goes.']],
    ),
    turn: answered('The sea comes and goes.'),
    answerAt: 'first',
  },
  'collapsed reasoning before the answer': {
    steps: busyWhile(
      [80, 'mark', 'feedback'],
      [
        0,
        'put',
        [
          '#thread',
          '<div data-role="assistant"><details><summary>Thinking</summary><p></p></details><section></section></div>',
        ],
      ],
      [60, 'type', [`${BUBBLE} details p`, 'The user wants the tides. ']],
      [200, 'type', [`${BUBBLE} details p`, 'The sea has two of them.']],
      [250, 'mark', 'first'],
      [0, 'type', [`${BUBBLE} section`, 'The sea comes and goes, ']],
      [80, 'type', [`${BUBBLE} section`, 'twice a day.']],
    ),
    turn: answered(SEA),
    answerAt: 'first',
    feedbackAt: 'feedback',
  },
  'reasoning that is open while it comes and is folded away': {
    steps: busyWhile(
      asks([500, 'The sea comes and goes, '], [80, 'twice a day.']),
      [80, 'mark', 'feedback'],
      [
        0,
        'put',
        [
          '#thread',
          '<div data-role="assistant"><details open><summary>Thinking</summary><p></p></details><section></section></div>',
        ],
      ],
      [60, 'type', [`${BUBBLE} details p`, 'The user wants the tides. ']],
      [200, 'type', [`${BUBBLE} details p`, 'The sea has two of them.']],
      [250, 'isnot', [`${BUBBLE} details`, 'open']],
      [0, 'mark', 'first'],
      [0, 'type', [`${BUBBLE} section`, 'The sea comes and goes, ']],
      [80, 'type', [`${BUBBLE} section`, 'twice a day.']],
    ),
    turn: answered(SEA),
    answerAt: 'first',
    feedbackAt: 'feedback',
  },
  'a tool row in a bubble of its own, then the answer': {
    steps: busyWhile(
      asks([400, 'The sea comes and goes, '], [80, 'twice a day.']),
      [80, 'mark', 'feedback'],
      [0, 'put', ['#thread', '<div data-role="assistant"><em>Searching for tide tables</em></div>']],
      [500, 'mark', 'first'],
      [0, 'say', 'The sea comes and goes, '],
      [80, 'say', 'twice a day.'],
    ),
    turn: answered(SEA),
    answerAt: 'first',
    feedbackAt: 'feedback',
  },
  'a tool row in a bubble of its own, of an unseen wire': {
    steps: busyWhile(
      [80, 'put', ['#thread', '<div data-role="assistant"><em>Searching for tide tables</em></div>']],
      [500, 'mark', 'first'],
      [0, 'say', 'The sea comes and goes, '],
      [80, 'say', 'twice a day.'],
    ),
    turn: answered(SEA),
    answerAt: 'first',
  },
};

const SHOWN: Record<string, OddCase> = {
  'a cursor behind the text': {
    steps: busyWhile(
      [60, 'show', '▋'],
      [300, 'mark', 'first'],
      [0, 'show', 'The sea comes▋'],
      [80, 'show', 'The sea comes and goes▋'],
      [80, 'show', 'The sea comes and goes.'],
    ),
    turn: answered('The sea comes and goes.'),
    answerAt: 'first',
  },
  'marks of Markdown that turn into bold text': {
    steps: busyWhile(
      [60, 'mark', 'first'],
      [0, 'show', 'The **se'],
      [80, 'show', 'The **sea'],
      [80, 'show', 'The <b>sea</b>'],
      [80, 'show', 'The <b>sea</b> comes and goes.'],
    ),
    turn: answered('The sea comes and goes.'),
    answerAt: 'first',
  },
  'a bubble that is made anew with every piece': {
    steps: busyWhile(
      [60, 'mark', 'first'],
      [0, 'say', 'The sea '],
      [80, 'swap', 'The sea comes '],
      [80, 'swap', 'The sea comes and goes.'],
    ),
    turn: answered('The sea comes and goes.'),
    answerAt: 'first',
  },
  'text that fades in: seen from a tenth on': {
    steps: busyWhile(
      [
        0,
        'css',
        '@keyframes show { from { opacity: 0 } to { opacity: 1 } } .fade { animation: show 4s linear }',
      ],
      [40, 'open'],
      [0, 'style', 'fade'],
      [0, 'say', 'The sea comes and goes.'],
      [370, 'mark', 'first'],
      [300, 'block', 0],
    ),
    turn: answered('The sea comes and goes.'),
    answerAt: 'first',
  },
  'an answer below what can be seen': {
    steps: busyWhile(
      [0, 'css', '#thread { height: 120px; overflow: auto }'],
      [0, 'put', ['#thread', '<div style="height:900px"></div>']],
      [60, 'mark', 'first'],
      [0, 'say', 'The sea '],
      [120, 'say', 'comes '],
      [120, 'say', 'and goes.'],
    ),
    turn: { ...answered('The sea comes and goes.'), follow: { paints: expect.any(Number), inView: 0 } },
    answerAt: 'first',
  },
  'a live region that says all of it first': {
    steps: busyWhile(
      [0, 'put', ['#thread', `<div aria-live="polite" style="${UNSEEN}" class="sr"></div>`]],
      [60, 'type', ['.sr', SEA]],
      [400, 'mark', 'first'],
      [0, 'say', 'The sea comes and goes, '],
      [80, 'say', 'twice a day.'],
    ),
    turn: answered(SEA),
    answerAt: 'first',
  },
  'a live region that says all of it afterwards': {
    steps: busyWhile(
      [60, 'mark', 'first'],
      [0, 'say', 'The sea comes and goes, '],
      [80, 'say', 'twice a day.'],
      [80, 'put', ['#thread', `<div aria-live="polite" style="${UNSEEN}">${SEA}</div>`]],
    ),
    turn: answered(SEA),
    answerAt: 'first',
  },
  'an unseen copy inside of the bubble, before the text': {
    steps: busyWhile(
      [
        60,
        'put',
        ['#thread', `<div data-role="assistant"><span style="${UNSEEN}">${SEA}</span><p></p></div>`],
      ],
      [400, 'mark', 'first'],
      [0, 'type', [`${BUBBLE} p`, 'The sea comes and goes, ']],
      [80, 'type', [`${BUBBLE} p`, 'twice a day.']],
    ),
    turn: answered(SEA),
    answerAt: 'first',
  },
  'an unseen copy inside of the bubble, behind the text': {
    steps: busyWhile(
      [60, 'mark', 'first'],
      [0, 'put', ['#thread', `<div data-role="assistant"><p>The sea comes and goes, </p></div>`]],
      [80, 'type', [`${BUBBLE} p`, 'twice a day.']],
      [80, 'put', [BUBBLE, `<span style="${UNSEEN}">${SEA}</span>`]],
    ),
    turn: answered(SEA),
    answerAt: 'first',
  },
};

testCases({ ...TEXTS, ...BEFORE, ...SHOWN });
