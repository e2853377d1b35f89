import type { Random } from './seeded-random.js';

/** A token: a word or a piece of one with the white space before it, 4 to 5 characters on average. */
const TOKEN = /\s*\S{1,6}/g;

const SUBJECTS = phrases(
  'the queue|a worker|the load balancer|each request|the cache|a slow client|the database|' +
    'the retry policy|every open stream|the connection pool|the first deployment|a cold start',
);
const VERBS = phrases('decides|hides|reveals|limits|shifts|explains|doubles|protects|delays|shapes');
const OBJECTS = phrases(
  'how long people wait|the tail of the distribution|where the time goes|the room that is left|' +
    'what a busy hour looks like|the number you should watch|the cost of the next step|' +
    'how soon things recover|the difference between slow and broken|the order in which work is done',
);
const REASONS = phrases(
  'because work arrives in bursts|as soon as demand passes supply|even when the average looks calm|' +
    'so measure it before you tune it|which is easy to miss in a dashboard|' +
    'unless there is a limit in front|and that is worth a test of its own|long before anything fails',
);
const OPENERS = [
  'Short answer: start with one number and keep it honest.',
  'It depends on what you want to protect first.',
  'Here is a way to think about it that holds up in practice.',
  'There are three parts to this, and they build on each other.',
  'Good question, and the usual advice is only half right.',
];
const HEADINGS = phrases(
  'What matters first|A plan that fits on a page|Where it usually breaks|How to tell|In practice|' +
    'Before you ship|Reading the numbers|A worked example',
);
const TERMS = [
  'p95',
  'in-flight requests',
  'headroom',
  'time to first token',
  'back-pressure',
  'error budget',
];
const CODES = ['maxConcurrent', 'timeoutMs', 'retry-after', 'keepAlive', 'queueDepth', 'GET /health'];
const SNIPPETS = [
  'const limit = pLimit(8);\nconst answers = await Promise.all(\n  prompts.map((prompt) => limit(() => ask(prompt))),\n);',
  'for (const step of steps) {\n  await hold(step.streams, step.seconds);\n  report(step, percentiles(samples));\n}',
  'if (queue.length > limit) {\n  return reply(429, { retryAfter: 2 });\n}',
];

/** Last sentences of 1 token, of 2 and so on: whatever room is left, an answer ends as a text does. */
const CLOSINGS = [
  'Done.',
  'Try it.',
  'Keep it small.',
  'Then test it again.',
  'Start with the small one.',
  'Change one thing, then test again.',
  'Write down what you saw, then act.',
  'If in doubt, halve the load and retry.',
];
const MOST_DRAWS = 100;

/**
 * An answer of exactly `tokens` tokens: plausible Markdown with headings now and then, lists, bold, inline code and at
 * times a short code block. Joined, the tokens are the text.
 */
export function answerTokens(random: Random, tokens: number): string[] {
  const answer = tokenise(pick(random, OPENERS));
  let last: Block = paragraph;
  while (answer.length < tokens) {
    last = nextBlock(random, last);
    const pieces = tokenise(`\n\n${last(random)}`);
    // The last block is prose, cut to measure: nothing ends in the middle of a list or with a heading.
    answer.push(
      ...(answer.length + pieces.length < tokens ? pieces : plainTokens(random, tokens - answer.length)),
    );
  }
  return answer.slice(0, tokens);
}

/** Prose without markup, exactly so long and ending with a full stop. */
function plainTokens(random: Random, tokens: number): string[] {
  const prose: string[] = [];
  for (let draws = 0; draws < MOST_DRAWS && tokens - prose.length > CLOSINGS.length; draws += 1) {
    const pieces = tokenise(` ${plainSentence(random)}`);
    if (prose.length + pieces.length <= tokens) prose.push(...pieces);
  }
  while (prose.length < tokens) {
    const length = Math.min(CLOSINGS.length, tokens - prose.length);
    prose.push(...tokenise(` ${CLOSINGS[length - 1]!}`));
  }
  prose[0] = `\n\n${prose[0]!.trimStart()}`;
  return prose;
}

type Block = (random: Random) => string;

function nextBlock(random: Random, last: Block): Block {
  if (last === heading) return paragraph;
  const draw = random();
  if (draw < 0.4) return paragraph;
  if (draw < 0.65) return list;
  if (draw < 0.85) return heading;
  return code;
}

function paragraph(random: Random): string {
  return Array.from({ length: 2 + Math.floor(random() * 3) }, () => sentence(random)).join(' ');
}

function heading(random: Random): string {
  return `## ${pick(random, HEADINGS)}`;
}

function list(random: Random): string {
  const numbered = random() < 0.4;
  const first = Math.floor(random() * TERMS.length);
  return Array.from({ length: 3 + Math.floor(random() * 2) }, (_, i) => {
    const mark = numbered ? `${i + 1}.` : '-';
    const term = TERMS[(first + i) % TERMS.length]!;
    return `${mark} **${term}**: ${pick(random, SUBJECTS)} ${pick(random, VERBS)} ${pick(random, OBJECTS)}.`;
  }).join('\n');
}

function code(random: Random): string {
  return `\`\`\`ts\n${pick(random, SNIPPETS)}\n\`\`\``;
}

function sentence(random: Random): string {
  const start = `${capital(pick(random, SUBJECTS))} ${pick(random, VERBS)} ${pick(random, OBJECTS)}`;
  const draw = random();
  if (draw < 0.2) return `${start}; watch \`${pick(random, CODES)}\` to see it.`;
  if (draw < 0.4) return `${start}, and **${pick(random, TERMS)}** is where it shows.`;
  return `${start}, ${pick(random, REASONS)}.`;
}

function plainSentence(random: Random): string {
  return `${capital(pick(random, SUBJECTS))} ${pick(random, VERBS)} ${pick(random, OBJECTS)}.`;
}

function phrases(joined: string): readonly string[] {
  return joined.split('|');
}

function tokenise(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

function pick(random: Random, from: readonly string[]): string {
  return from[Math.floor(random() * from.length)]!;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
