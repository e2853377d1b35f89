import { spawn } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What the stand-ins for the bundles do: leave a trace. */
const BUNDLE = "import { writeFileSync } from 'node:fs';\nwriteFileSync('dist/bundled', '');\n";

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A checkout with the real build and set-up scripts, around three small sources. */
export class TemporaryCheckout {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'plimsoll-checkout-')));

  constructor() {
    for (const name of readdirSync(join(ROOT, 'src/cli'))) {
      if (name.endsWith('.mjs')) cpSync(join(ROOT, 'src/cli', name), this.path(`src/cli/${name}`));
    }
    cpSync(join(ROOT, 'tsconfig.json'), this.path('tsconfig.json'));
    this.write('package.json', '{ "type": "module" }');
    this.write('package-lock.json', lockFile('1.0.0'));
    this.write('src/probe/build-probe.mjs', BUNDLE);
    this.write('src/report/build-client.mjs', BUNDLE);
    this.write('src/demo/build-page.mjs', BUNDLE);
    this.write('src/stats/double.ts', 'export const double = (n: number) => 2 * n;\n');
    this.write('src/cli/main.ts', "import { double } from '../stats/double.js';\nconsole.log(double(21));\n");
    mkdirSync(this.path('node_modules'));
    for (const name of ['typescript', '@typescript', '@types', 'undici-types']) {
      symlinkSync(join(ROOT, 'node_modules', name), this.path(`node_modules/${name}`));
    }
    this.install();
  }

  path(path: string): string {
    return join(this.root, path);
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), text);
  }

  /** What npm leaves behind when it has installed version `version` of the one dependency. */
  install(version = '1.0.0'): void {
    this.write('node_modules/.package-lock.json', lockFile(version));
  }

  /** As before the first `npm ci`. */
  forgetInstall(): void {
    rmSync(this.path('node_modules/.package-lock.json'));
  }

  /** Starts Node with these arguments in the checkout, as the leader of a process group. */
  start(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const { TEST_WORKER_INDEX: _, npm_execpath: __, FORCE_COLOR: ___, ...outer } = process.env;
    const child = spawn(process.execPath, args, {
      cwd: this.root,
      env: { ...outer, ...env },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    const ended = new Promise<Ended>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (exitCode) => resolve({ exitCode, stdout, stderr }));
    });
    return { pid: child.pid!, ended, printed: () => stdout };
  }

  run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
    return this.start(args, env).ended;
  }

  build(): Promise<Ended> {
    return this.run(['src/cli/build.mjs']);
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}

function lockFile(version: string): string {
  return JSON.stringify({ packages: { '': {}, 'node_modules/dependency': { version } } });
}
