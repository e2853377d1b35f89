import { expect, test } from '@playwright/test';
import { chooseAnswer } from '../../dist/src/page/choose-answer.js';
import type { Segment } from '../../dist/src/page/painted-segments.js';
import { segmentsText } from '../../dist/src/page/segments-text.js';

const seg = (path: string, text: string): Segment => ({ path, text });
const ANSWER = 'It depends on what you protect first. A slow client holds its connection.';

/** What the page showed, state by state, and what of it is the answer. */
const GROWN: Record<string, { states: Segment[][]; answer: string }> = {
  'a name before it': {
    states: [
      [seg('0+1div/0b', 'Assistant')],
      [seg('0+1div/0b', 'Assistant'), seg('0+1div/1div', 'It depends')],
      [seg('0+1div/0b', 'Assistant'), seg('0+1div/1div', ANSWER)],
    ],
    answer: ANSWER,
  },
  'a name that comes with the first word': {
    states: [
      [seg('0+1div/0b', 'Assistant'), seg('0+1div/1div', 'It')],
      [seg('0+1div/0b', 'Assistant'), seg('0+1div/1div', ANSWER)],
    ],
    answer: ANSWER,
  },
  'a counter behind it': {
    states: ['1 s', '2 s', '3 s'].map((time, index) => [
      seg('0+1div/0div', ANSWER.slice(0, 10 + 30 * index)),
      seg('0+1div/1i', time),
    ]),
    answer: ANSWER.slice(0, 70),
  },
  'a short first paragraph that comes whole': {
    states: [
      [seg('0+1div/0b', 'Bot')],
      [seg('0+1div/0b', 'Bot'), seg('0+1div/1div/0p', 'Sure!')],
      [seg('0+1div/0b', 'Bot'), seg('0+1div/1div/0p', 'Sure!'), seg('0+1div/1div/1p', 'It depends')],
      [seg('0+1div/0b', 'Bot'), seg('0+1div/1div/0p', 'Sure!'), seg('0+1div/1div/1p', ANSWER)],
    ],
    answer: `Sure!\n${ANSWER}`,
  },
  'bold words cut a paragraph into pieces': {
    states: [
      [seg('/0p', 'Keep the ')],
      [seg('/0p', 'Keep the '), seg('/0p/0b', 'queue'), seg('/0p', ' short')],
      [seg('/0p', 'Keep the '), seg('/0p/0b', 'queue'), seg('/0p', ' short and watch it')],
    ],
    answer: 'Keep the queue short and watch it',
  },
  'all of it at once': {
    states: [[seg('0+1div/0b', 'Bot'), seg('0+1div/1div', ANSWER)]],
    answer: `Bot\n${ANSWER}`,
  },
  'nothing but a counter': { states: [[seg('', '1 s')], [seg('', '2 s')], [seg('', '3 s')]], answer: '3 s' },
};

for (const [what, { states, answer }] of Object.entries(GROWN)) {
  test(`told by growth: ${what}`, () => {
    const chosen = chooseAnswer(states, undefined);
    expect(segmentsText(chosen.segments)).toBe(answer);
    expect(chosen.by).toBe('growth');
  });
}

test('told by the wire: names, tool rows and notes are none of it, Markdown and links are no obstacle', () => {
  const wire =
    'See the [docs](https://docs.example/very/long/address?with=query) for **all** of it.\n\n- one\n- two';
  const final = [
    seg('0+1div/0b', 'Bot'),
    seg('0+1div/1div', 'Searched 3 sites'),
    seg('0+1div/2div/0p', 'See the '),
    seg('0+1div/2div/0p/0a', 'docs'),
    seg('0+1div/2div/0p', ' for '),
    seg('0+1div/2div/0p/1strong', 'all'),
    seg('0+1div/2div/0p', ' of it.'),
    seg('0+1div/2div/1ul/0li', 'one'),
    seg('0+1div/2div/1ul/1li', 'two'),
    seg('0+1div/3div', '45 tok/s'),
  ];
  const chosen = chooseAnswer([final], wire);
  expect(chosen.by).toBe('wire');
  expect(segmentsText(chosen.segments)).toBe('See the docs for all of it.\none\ntwo');
});

test('a page that shows something else than its wire said is told by growth', () => {
  const chosen = chooseAnswer([[seg('', 'Something went wrong')]], ANSWER);
  expect(chosen.by).toBe('growth');
  expect(segmentsText(chosen.segments)).toBe('Something went wrong');
});
