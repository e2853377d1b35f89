import { expect } from './chat-page-test.js';
import { asks, asksInVain, busyWhile, type OddCase, testCases } from './odd-case.js';

/** These words, in this order. */
const holding = (...parts: string[]): unknown => expect.stringMatching(new RegExp(parts.join('.*')));
const NOTHING = { answerChars: 0, paints: [] };

const SILENT: Record<string, OddCase> = {
  'an answer never comes and the page stays busy': {
    steps: [[0, 'stoppable']],
    turnMs: 1200,
    turn: { outcome: 'timed_out', detail: 'not finished within 1200 ms', ...NOTHING },
  },
  'nothing happens at all': {
    steps: [],
    turnMs: 1200,
    turn: { outcome: 'timed_out', detail: 'not finished within 1200 ms', ...NOTHING },
  },
  'the backend answers 500 and the page says nothing': {
    steps: [asksInVain({ status: 500, contentType: 'application/json', body: '{"error":"down"}' })],
    turn: { outcome: 'empty', detail: holding('without an answer', 'HTTP 500'), ...NOTHING },
  },
  'the connection is reset and the page says nothing': {
    steps: [asksInVain({ resets: true })],
    turn: { outcome: 'empty', detail: holding('without an answer', 'net::ERR_'), ...NOTHING },
  },
  'the backend answers nothing under 200': {
    steps: [asksInVain({ body: '' })],
    turn: { outcome: 'empty', detail: holding('without an answer', 'HTTP 200'), ...NOTHING },
  },
  'a busy page whose answer stays empty': {
    steps: busyWhile([60, 'open']),
    turn: { outcome: 'empty', ...NOTHING },
  },
  'the page shows nothing of what its backend says': {
    steps: busyWhile(asks([40, 'The sea comes and goes.']), [300, 'open']),
    turn: { outcome: 'empty', detail: holding('none of the 23 characters'), ...NOTHING },
  },
};

const ERRORS: Record<string, OddCase> = {
  'an alert': {
    steps: busyWhile([60, 'error', 'Too many requests, wait a little']),
    turn: {
      outcome: 'error_shown',
      detail: holding('the page shows an error: Too many requests'),
      ...NOTHING,
    },
  },
  'an alert in a toast that goes again': {
    steps: busyWhile([
      60,
      'put',
      ['body', '<div role="alert" style="position:fixed;top:0;right:0">Could not reach the model</div>'],
    ]),
    turn: { outcome: 'error_shown', detail: holding('Could not reach the model') },
  },
  'a toast that is no alert, after the backend failed': {
    steps: [
      asksInVain({ status: 503, contentType: 'text/plain', body: 'busy' }),
      [60, 'put', ['body', '<div style="position:fixed;top:0;right:0">Something went wrong</div>']],
    ],
    turn: { outcome: 'empty', detail: holding('HTTP 503') },
  },
  'an error in the thread that looks like an answer, after HTTP 500': {
    steps: busyWhile(asksInVain({ status: 500, contentType: 'application/json', body: '{}' }), [
      80,
      'say',
      'The sea is closed at the moment.',
    ]),
    turn: { outcome: 'error_shown', detail: holding('what its backend never sent', 'HTTP 500') },
  },
  'an error in the thread that looks like an answer, after an error inside of a stream under 200': {
    steps: busyWhile(asksInVain({ writes: [[20, '{"error":{"message":"slot lost"}}']] }), [
      120,
      'say',
      'Please come back later.',
    ]),
    turn: { outcome: 'error_shown', detail: holding('error in the stream') },
  },
  'an error in the thread that looks like an answer, after JSON under 200': {
    steps: busyWhile(asksInVain({ contentType: 'application/json', body: '{"ok":false}' }), [
      80,
      'say',
      'Sorry, something went wrong. Please try again.',
    ]),
    turn: { outcome: 'error_shown', detail: holding('reads like an error') },
  },
  'an error in the thread after a connection that was reset': {
    steps: busyWhile(asksInVain({ resets: true }), [80, 'say', 'The sea cannot be reached.']),
    turn: { outcome: 'error_shown', detail: holding('what its backend never sent') },
  },
};

const TAKEN_BACK: Record<string, OddCase> = {
  'a partial answer that is removed': {
    steps: busyWhile(
      asks([20, 'The sea comes and goes, '], [60, 'twice a day.']),
      [80, 'say', 'The sea comes and goes, '],
      [250, 'drop', '[data-role=assistant]'],
    ),
    turn: { outcome: 'empty', detail: holding('taken back', '23 characters'), retractedChars: 23 },
  },
  'a partial answer that is replaced by an alert': {
    steps: busyWhile(
      [80, 'say', 'The sea comes and goes, '],
      [250, 'drop', '[data-role=assistant]'],
      [0, 'error', 'The answer was interrupted'],
    ),
    turn: { outcome: 'error_shown', detail: holding('The answer was interrupted'), retractedChars: 23 },
  },
  'a partial answer that is replaced by an error in its place': {
    steps: busyWhile(
      asksInVain({ writes: [[20, '{"choices":[{"delta":{"content":"The sea comes and goes, "}}]}']] }),
      [80, 'say', 'The sea comes and goes, '],
      [250, 'show', 'The answer was interrupted.'],
    ),
    turn: { outcome: 'error_shown', detail: holding('taken back', '23 characters'), retractedChars: 23 },
  },
  'an answer that is replaced by a moderation text': {
    steps: busyWhile(
      asks([20, 'The sea comes and goes, '], [60, 'twice a day.']),
      [80, 'say', 'The sea comes and goes, '],
      [100, 'say', 'twice a day.'],
      [250, 'show', 'This content may violate our terms of use.'],
    ),
    turn: { outcome: 'error_shown', detail: holding('taken back', '36 characters'), retractedChars: 36 },
  },
};

const NO_TEXT: Record<string, OddCase> = {
  'an answer that is drawn on a canvas': {
    steps: busyWhile([60, 'open'], [40, 'draw', 'The sea comes and goes.']),
    turn: { outcome: 'empty', detail: holding('in place of text it shows: canvas'), ...NOTHING },
  },
  'an answer that is an image': {
    steps: busyWhile(
      [60, 'open'],
      [
        40,
        'put',
        [
          '[data-role=assistant]',
          '<img alt="The sea" width="90" height="60" src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7">',
        ],
      ],
    ),
    turn: { outcome: 'empty', detail: holding('in place of text it shows: img'), ...NOTHING },
  },
  'an answer inside of a frame of its own': {
    steps: busyWhile(
      asks([20, 'The sea comes and goes.']),
      [60, 'put', ['#thread', '<iframe srcdoc="<p>The sea comes and goes.</p>"></iframe>']],
      [200, 'mark', 'shown'],
    ),
    turn: { outcome: 'empty', detail: holding('none of the 23 characters'), ...NOTHING },
    unknown: { detail: holding('none of the 23 characters', 'in place of text it shows: iframe') },
  },
};

testCases({ ...SILENT, ...ERRORS, ...TAKEN_BACK, ...NO_TEXT });
