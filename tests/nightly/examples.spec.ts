import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { parseAllDocuments } from 'yaml';
import { variableOf } from '../../dist/src/config/environment-options.js';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const read = (name: string): string => readFileSync(at(`../../src/cli/nightly/${name}`), 'utf8');
const PLIMSOLL = at('../../dist/src/cli/main.js');
const PLAYWRIGHT = at('../../node_modules/@playwright/test/cli.js');
const EXAMPLES = ['github-actions.yml', 'gitlab-ci.yml', 'kubernetes-job.yaml'];

/** Read by the start barrier and not an option of the plan. */
const START_AT = 'PLIMSOLL_START_AT';

type Node = Readonly<Record<string, unknown>>;

/** The documents of a file, parsed strictly: a key given twice, a tab or a lost indent is an error. */
function documents<T = Node>(name: string): T[] {
  return parseAllDocuments(read(name), { strict: true, uniqueKeys: true, version: '1.2' }).map((document) => {
    expect([...document.errors, ...document.warnings].map(String), name).toEqual([]);
    return document.toJS() as T;
  });
}

/** Every text anywhere in a document. */
const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];

/** Command lines of an example, or of the page that tells of them. */
function commandsIn(name: string): string[] {
  const texts = name.endsWith('.md')
    ? [...read(name).matchAll(/```(?:sh|dockerfile)\n([\s\S]*?)```/g)].map(([, block]) => block!)
    : documents(name).flatMap((document) => [
        ...textsIn(document),
        ...listsIn(document).map((list) => list.join(' ')),
      ]);
  return texts
    .flatMap((text) => text.split(/\n|&&|;/))
    .map((line) => line.replace(/\s#.*$/, '').trim())
    .map((line) => /(?:^|\s)((?:npx|npm run) .*)$/.exec(line)?.[1] ?? '')
    .filter((command) => command !== '');
}

/** Commands that are written as lists of words. */
const listsIn = (value: unknown): string[][] =>
  typeof value !== 'object' || value === null
    ? []
    : [
        ...(Array.isArray(value) && value[0] === 'npx' ? [value as string[]] : []),
        ...Object.values(value).flatMap(listsIn),
      ];

const helpOf = new Map<string, string>();
function help(cli: string, command: string): string {
  const key = `${cli} ${command}`;
  if (!helpOf.has(key)) {
    helpOf.set(key, execFileSync(process.execPath, [cli, command, '--help'], { encoding: 'utf8' }));
  }
  return helpOf.get(key)!;
}

for (const name of [...EXAMPLES, 'README.md']) {
  test(`${name}: every command and option in it exists`, () => {
    const commands = commandsIn(name);
    expect(commands.length).toBeGreaterThan(0);
    const { scripts } = JSON.parse(readFileSync(at('../../package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const command of commands) {
      const [runner, tool = '', verb = '', ...rest] = command.split(/\s+/);
      if (runner === 'npm') {
        expect(Object.keys(scripts), command).toContain(verb);
        continue;
      }
      const cli = { plimsoll: PLIMSOLL, playwright: PLAYWRIGHT }[tool];
      expect(cli, command).toBeDefined();
      const end = rest.indexOf('--');
      const [own, passedOn] = end === -1 ? [rest, []] : [rest.slice(0, end), rest.slice(end + 1)];
      // Playwright prints its general help for a command that it does not have.
      const told = help(cli!, verb);
      expect(told, command).toMatch(new RegExp(`Usage: .*\\b${verb}\\b`));
      const optionsOf = (words: readonly string[]) =>
        words.filter((word) => word.startsWith('--')).map((word) => word.split('=')[0]!);
      for (const option of optionsOf(own)) expect(told, command).toContain(option);
      for (const option of optionsOf(passedOn)) expect(help(PLAYWRIGHT, 'test'), command).toContain(option);
    }
  });

  test(`${name}: every variable of ours in it is one`, () => {
    const named = new Set(read(name).match(/\b(PLIMSOLL|CHAT|LOAD)_[A-Z_]+\b/g) ?? []);
    const known = [...variableOf.values(), START_AT];
    expect([...named].filter((variable) => !known.includes(variable))).toEqual([]);
  });
}

test('what the workflows run is a run that Playwright accepts', () => {
  for (const name of ['github-actions.yml', 'gitlab-ci.yml']) {
    const command = commandsIn(name).find((line) => line.startsWith('npx plimsoll run'))!;
    const args = command.split(/\s+/).slice(2);
    const listed = execFileSync(
      process.execPath,
      [PLIMSOLL, ...args, ...(args.includes('--') ? [] : ['--']), '--list', '--reporter=list'],
      { encoding: 'utf8', cwd: at('../..') },
    );
    expect(listed).toContain('a person asks and reads');
  }
});

test('GitHub Actions: each step does one thing, and the history is restored before the run and saved after it', () => {
  const [workflow] = documents<{
    on: { schedule: { cron: string }[] };
    jobs: { nightly: { steps: { uses?: string; run?: string; if?: string; with?: { path?: string } }[] } };
  }>('github-actions.yml');
  expect(workflow!.on.schedule[0]!.cron).toMatch(/^(\S+ ){4}\S+$/);
  const { steps } = workflow!.jobs.nightly;
  for (const { uses, run } of steps) expect([uses, run].filter((what) => what !== undefined)).toHaveLength(1);
  const kinds = steps.map(({ uses, run }) => uses?.split('@')[0] ?? run!);
  expect(kinds.slice(-4)).toEqual([
    'actions/cache/restore',
    'npx plimsoll run --profile nightly',
    'actions/cache/save',
    'actions/upload-artifact',
  ]);
  const [restore, , save, upload] = steps.slice(-4);
  expect(restore!.with!.path).toBe('reports/history.jsonl');
  expect(save!.with).toEqual({ path: restore!.with!.path, key: (restore!.with as { key?: string }).key });
  // A night that failed is the one to look at.
  expect(save!.if).toMatch(/^always\(\)/);
  expect(upload!.if).toBe('always()');
});

test('GitLab: the history is kept, the report is kept whatever came out, and an invalid run is a warning', () => {
  const [pipeline] = documents('gitlab-ci.yml');
  expect(Object.keys(pipeline!)).toEqual(['plimsoll-nightly']);
  expect(pipeline!['plimsoll-nightly']).toMatchObject({
    cache: { paths: ['reports/history.jsonl'], when: 'always' },
    artifacts: { when: 'always', paths: ['reports/'], reports: { junit: 'reports/junit.xml' } },
    variables: { PLAYWRIGHT_JUNIT_OUTPUT_FILE: 'reports/junit.xml' },
    allow_failure: { exit_codes: 3 },
  });
});

test('Kubernetes: as many pods at once as shards, one start for all, and what they share is there', () => {
  interface Container {
    readonly env: readonly { name: string; value?: string; valueFrom?: { configMapKeyRef: Node } }[];
    readonly volumeMounts: readonly { name: string }[];
    readonly resources?: { requests: Node; limits: Node };
  }
  interface Job {
    readonly kind: string;
    readonly metadata: { readonly name: string };
    readonly spec: Node & {
      readonly template: {
        readonly spec: {
          readonly containers: readonly Container[];
          readonly volumes: readonly { name: string; persistentVolumeClaim: { claimName: string } }[];
        };
      };
    };
  }
  const [shards, merge, claim] = documents<Job>('kubernetes-job.yaml');
  expect([shards!.kind, merge!.kind, claim!.kind]).toEqual(['Job', 'Job', 'PersistentVolumeClaim']);
  const [container] = shards!.spec.template.spec.containers;
  const variableNamed = (name: string) => container!.env.find((variable) => variable.name === name);
  expect(shards!.spec).toMatchObject({ completionMode: 'Indexed', backoffLimitPerIndex: 0 });
  expect(String(shards!.spec.completions)).toBe(variableNamed('SHARDS')!.value);
  expect(shards!.spec.parallelism).toBe(shards!.spec.completions);
  expect(container!.resources!.requests).toEqual(container!.resources!.limits);
  const start = variableNamed(START_AT)!.valueFrom!.configMapKeyRef;
  const merging = merge!.spec.template.spec.containers[0]!.env.find(({ name }) => name === 'STARTED_AT');
  expect(merging!.valueFrom!.configMapKeyRef).toEqual(start);
  expect(read('README.md')).toContain(`configmap ${String(start.name)} --from-literal=${String(start.key)}=`);
  for (const { spec } of [shards!, merge!]) {
    const [volume] = spec.template.spec.volumes;
    expect(spec.template.spec.containers[0]!.volumeMounts.map(({ name }) => name)).toEqual([volume!.name]);
    expect(volume!.persistentVolumeClaim.claimName).toBe(claim!.metadata.name);
  }
});
