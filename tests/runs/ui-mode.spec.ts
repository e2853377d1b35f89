import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Findings } from '../../dist/src/model/findings.js';
import { startRun } from './start-run.js';

test('in UI mode each click on Run all is a run of one person, with a report of its own', async ({
  page,
}) => {
  const run = startRun({
    options: {
      profile: 'page-only',
      people: 2,
      stages: [{ kind: 'baseline', seconds: 4, minTurns: 3, maxSeconds: 30 }],
    },
    args: ['--ui-host=127.0.0.1', '--ui-port=0'],
  });
  const reports = dirname(run.runDir);
  const finished = (): Findings[] =>
    readdirSync(reports, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap(({ name }) => {
        const file = join(reports, name, 'findings.json');
        try {
          return [JSON.parse(readFileSync(file, 'utf8')) as Findings];
        } catch (error) {
          // Not there yet, or still being written.
          if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return [];
          throw error;
        }
      });
  const LISTENING = /http:\/\/127\.0\.0\.1:\d+\S*/;
  await run.printed(LISTENING);
  await page.goto(LISTENING.exec(run.output())![0]);
  for (const nth of [1, 2]) {
    await page.getByRole('button', { name: 'Run all' }).click();
    await expect.poll(() => finished().length, { timeout: 90_000 }).toBe(nth);
    await expect(page.getByRole('button', { name: 'Run all' })).toBeEnabled({ timeout: 30_000 });
  }
  process.kill(run.process.pid!, 'SIGINT');
  await run.ended;
  const runs = finished();
  expect(new Set(runs.map((findings) => findings.run.id)).size).toBe(2);
  for (const { run: facts, phases, instrument } of runs) {
    expect(facts.people.map(({ id }) => id)).toEqual(['person-1']);
    expect(phases[0]!.experience.turns).toBeGreaterThan(0);
    expect(instrument.reasons.join('\n')).toContain('1 of 2 people');
  }
});
