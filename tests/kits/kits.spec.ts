import { resolvePlan } from '../../dist/src/config/resolve-plan.js';
import { createChatPage } from '../../dist/src/page/chat-page.js';
import { monotonicMs } from '../../dist/src/run/clock.js';
import { askInTurn } from './ask-in-turn.js';
import { expect, test } from './kit-test.js';
import { KITS, kitName } from './kits.js';
import { shownAtLast } from './shown-at-last.js';
import { lateProblems, turnProblems } from './turn-problems.js';

/** `npm run kits` asks for twenty. */
const TURNS = Number(process.env.PLIMSOLL_KIT_TURNS ?? 3);

for (const kit of KITS) {
  test(`${kitName(kit)}: ${TURNS} turns as they were`, async ({ page, kitServer }, testInfo) => {
    test.setTimeout(180_000);
    const chatUrl = kitServer.pageUrl(kit.page, kit.frame);
    const chat = await createChatPage({
      page,
      plan: resolvePlan({
        config: {
          profile: 'page-only',
          text: 'keep',
          deadlines: { turnMs: 10_000 },
          target: { chatUrl, loadDialect: 'auto', preset: 'none' },
        },
        env: {},
      }),
      chatUrl,
      runDir: testInfo.outputDir,
      hostMs: monotonicMs,
      // So that the record's times are the host's own, as the backend's are.
      baseMs: 0,
      cut: new Promise(() => undefined),
    });
    await chat.open();
    const turns = await askInTurn(chat, kit, kitServer, TURNS);
    const shown = await shownAtLast(chat.page, kit, turns);
    const problems = [
      ...turns.flatMap((turn, index) => turnProblems(turn, shown[index]!)),
      ...lateProblems(kit, turns),
    ];
    expect(problems, kitName(kit)).toEqual([]);
  });
}
