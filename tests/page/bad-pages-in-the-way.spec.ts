import { expect, type Person, test } from './chat-page-test.js';
import { busyWhile, PATIENCE, type Way } from './odd-case.js';

const FINE = busyWhile([60, 'say', 'The tide'], [40, 'say', ' rises']);
const ANSWERED = { outcome: 'answered', answer: 'The tide rises' };
const WAYS: readonly Way[] = ['described', 'unknown'];
const wanted = (way: Way, turnMs = 4000) => ({ unknown: way === 'unknown', turnMs, patience: PATIENCE });

const inPage = (person: Person, script: string): Promise<unknown> => person.chat.page.evaluate(script);
const BANNER = `document.body.insertAdjacentHTML('beforeend',
  '<div id="banner" style="position:fixed;inset:0;z-index:9;background:#0008"><p>We value your privacy</p></div>')`;

for (const way of WAYS) {
  test(`a composer that goes away: refused, and the next turn has a fresh page (${way})`, async ({
    open,
  }) => {
    const person = await open({ fine: FINE }, wanted(way));
    await inPage(person, "document.querySelector('textarea').remove()");
    expect(await person.ask('fine')).toMatchObject({
      outcome: 'refused',
      detail: 'there is no composer that can be written in',
      paints: [],
    });
    expect(await person.ask('fine')).toMatchObject(ANSWERED);
  });

  test(`a composer that is shut while offline: refused, and the next turn works (${way})`, async ({
    open,
  }) => {
    const person = await open({ fine: FINE }, wanted(way));
    await inPage(
      person,
      `addEventListener('offline', () => { document.querySelector('textarea').disabled = true; })`,
    );
    await person.context.setOffline(true);
    await expect(person.chat.page.locator('textarea')).toBeDisabled();
    expect(await person.ask('fine')).toMatchObject({
      outcome: 'refused',
      detail: 'there is no composer that can be written in',
    });
    await person.context.setOffline(false);
    expect(await person.ask('fine')).toMatchObject(ANSWERED);
  });

  test(`a banner over everything takes no Enter away (${way})`, async ({ open }) => {
    const person = await open({ fine: FINE }, wanted(way));
    await inPage(person, BANNER);
    expect(await person.ask('fine')).toMatchObject(ANSWERED);
  });

  test(`a dialog that holds the keyboard: refused, and the next turn works (${way})`, async ({ open }) => {
    const person = await open({ fine: FINE }, wanted(way));
    await inPage(
      person,
      `const dialog = document.body.appendChild(document.createElement('dialog'));
       dialog.innerHTML = '<p>Your session is about to end</p><button>Stay</button>';
       dialog.showModal();`,
    );
    expect(await person.ask('fine')).toMatchObject({ outcome: 'refused' });
    expect(await person.ask('fine')).toMatchObject(ANSWERED);
  });

  test(`native dialogs before and while a page answers (${way})`, async ({ open }) => {
    const person = await open(
      { asks: [[0, 'confirm', 'Send it?'], ...FINE.slice(0, 2), [0, 'alert', 'Rate us!'], ...FINE.slice(2)] },
      wanted(way),
    );
    expect(await person.ask('asks')).toMatchObject(ANSWERED);
    expect(await person.ask('asks')).toMatchObject(ANSWERED);
  });

  test(`a reload in mid-turn: unmeasured, and the next turn works (${way})`, async ({ open }) => {
    const person = await open(
      { lost: busyWhile([60, 'say', 'The'], [60, 'reload']), fine: FINE },
      wanted(way),
    );
    expect(await person.ask('lost')).toMatchObject({
      outcome: 'unmeasured',
      detail: 'the page was reloaded or left while the answer was on its way',
    });
    expect(await person.ask('fine')).toMatchObject(ANSWERED);
  });

  test(`the same answer again, and again (${way})`, async ({ open }) => {
    const person = await open({ fine: FINE }, wanted(way));
    for (const turn of [1, 2, 3]) {
      expect(await person.ask('fine'), `turn ${turn}`).toMatchObject({
        ...ANSWERED,
        paints: [expect.anything(), expect.anything()],
      });
    }
  });

  test(`the same answer in a thread that is written anew with every piece (${way})`, async ({ open }) => {
    const thread = (before: string, text: string): readonly [string, string] => [
      '#thread',
      `${before}<div>You</div><p>Say it</p><div data-role="assistant">${text}</div>`,
    ];
    const first = thread('', 'The tide rises')[1];
    const script = (before: string) =>
      busyWhile(
        [60, 'set', thread(before, '')],
        [60, 'set', thread(before, 'The tide')],
        [60, 'set', thread(before, 'The tide rises')],
      );
    const person = await open({ 'Say it': script(''), fine: FINE }, wanted(way));
    expect(await person.ask('Say it')).toMatchObject(ANSWERED);
    await inPage(person, `scripts['Say it'] = ${JSON.stringify(script(first))}`);
    expect(await person.ask('Say it')).toMatchObject(ANSWERED);
  });

  test(`an answer that repeats the prompt in a thread that is written anew (${way})`, async ({ open }) => {
    const prompt = 'What does the sea do?';
    const thread = (text: string): readonly [string, string] => [
      '#thread',
      `<p>${prompt}</p><div data-role="assistant">${text}</div>`,
    ];
    const answer = `${prompt} It comes and goes.`;
    const person = await open(
      {
        [prompt]: busyWhile(
          [60, 'set', thread('')],
          [60, 'set', thread('What does ')],
          [60, 'set', thread(prompt)],
          [60, 'set', thread(answer)],
        ),
      },
      wanted(way),
    );
    expect(await person.ask(prompt)).toMatchObject({ outcome: 'answered', answer, retractedChars: 0 });
  });
}

test('a banner that swallows the click on the button: refused, and the next turn works', async ({ open }) => {
  const person = await open({ fine: FINE }, { ...wanted('described'), selectors: { send: '#send' } });
  const button = `document.querySelector('textarea').insertAdjacentHTML('afterend', '<button id="send">Send</button>')`;
  await inPage(person, `${button}; ${BANNER}`);
  expect(await person.ask('fine')).toMatchObject({
    outcome: 'refused',
    detail: 'the message could not be sent (#send) within 2 s',
  });
});

test('a crash in mid-turn of a page that nobody described', async ({ open }) => {
  const person = await open(
    { lost: busyWhile([40, 'say', 'The'], [9000, 'mark', 'end']), fine: FINE },
    wanted('unknown'),
  );
  const turn = person.ask('lost');
  await person.chat.page.locator('[data-role="assistant"]').waitFor();
  const cdp = await person.context.newCDPSession(person.chat.page);
  // Never answered: whoever would answer is gone.
  cdp.send('Page.crash').catch(() => undefined);
  expect(await turn).toMatchObject({
    outcome: 'unmeasured',
    detail: 'the tab crashed while the answer was on its way',
  });
  expect(await person.ask('fine')).toMatchObject(ANSWERED);
});
