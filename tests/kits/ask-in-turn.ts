import type { TurnRecord } from '../../dist/src/model/records.js';
import type { ChatPage } from '../../dist/src/page/chat-page.js';
import type { KitServer } from './kit-server.js';
import type { Kit } from './kits.js';
import { callWitness, type Sighting } from './page-witness.js';
import { plainLetters } from './plain-letters.js';
import type { TextWrite } from './play-answer.js';
import { type ScriptedAnswer, scriptedAnswer } from './scripted-answer.js';

/** What Plimsoll says of one turn, what the backend did in it, and what the page's own script saw. */
export interface KitTurn {
  readonly turn: number;
  readonly record: TurnRecord;
  readonly scripted: ScriptedAnswer;
  readonly writes: readonly TextWrite[];
  readonly sighting: Sighting | undefined;
}

/** Asks one question after the other, each with another answer. */
export async function askInTurn(
  chat: ChatPage,
  kit: Kit,
  server: KitServer,
  turns: number,
): Promise<KitTurn[]> {
  const asked: KitTurn[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const prompt = `Question ${turn}: and what then?`;
    const scripted = scriptedAnswer(turn);
    server.answer(prompt, scripted);
    // Anew for each: a page that was opened again after a lost turn has forgotten its witness.
    const witness = await callWitness(chat.page, kit);
    await witness.expect(plainLetters(scripted.words.join('')));
    const record = await chat.ask(prompt, { id: `p-${turn}`, person: 'p', journey: 'j', ordinal: turn });
    asked.push({ turn, record, scripted, writes: server.writes(prompt), sighting: await witness.sighting() });
  }
  return asked;
}
