import { resolvePlan } from '../../dist/src/config/resolve-plan.js';
import { costGrowth } from '../../dist/src/findings/cost-growth.js';
import { judgeTurn } from '../../dist/src/findings/judged-turn.js';
import { createChatPage } from '../../dist/src/page/chat-page.js';
import { monotonicMs } from '../../dist/src/run/clock.js';
import { expect, test } from '../demo/demo-test.js';

const plan = resolvePlan({ config: { profile: 'cost-growth' }, env: {} });
const QUESTIONS = ['How do tides work?', 'And on the moon?', 'What is a spring tide?'];

for (const [variant, grows, said] of [
  ['naive', 'yes', /^The page re-renders everything: each 1,000 characters of an answer add /],
  ['smooth', /^(no|unclear)$/, /^(?!The page re-renders everything)/],
] as const) {
  test(`the demo's page, ${variant}: long answers tell whether its work grows with them`, async ({
    page,
    startModel,
    startChat,
  }, testInfo) => {
    test.setTimeout(60_000);
    const model = await startModel({ tokensPerSecond: 150 });
    const server = await startChat({ modelUrl: `${model.url}/v1` });
    const chat = await createChatPage({
      page,
      plan,
      chatUrl: `${server.url}/?variant=${variant}`,
      runDir: testInfo.outputDir,
      hostMs: monotonicMs,
      baseMs: monotonicMs(),
      cut: new Promise(() => undefined),
    });
    await chat.open();
    const turns = [];
    for (const [ordinal, question] of QUESTIONS.entries()) {
      const who = { id: `p-${ordinal}`, person: 'p', journey: 'j', ordinal };
      turns.push(await chat.ask(`${question} Answer in 800 words.`, who));
    }
    expect(turns.map(({ outcome }) => outcome)).toEqual(QUESTIONS.map(() => 'answered'));
    const judged = turns.map((turn) => judgeTurn(turn, plan, []));
    const { withinAnswer } = costGrowth({ turns: judged, plan, crowdPlanned: false });
    expect(withinAnswer.grows, withinAnswer.sentence).toMatch(grows);
    expect(withinAnswer.sentence).toMatch(said);
  });
}
