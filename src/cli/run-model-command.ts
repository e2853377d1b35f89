import { startChild } from '../run/child.js';
import { newRunId } from '../run/run-folder.js';
import { whenListening } from '../run/start-demo.js';
import { obtainRealModel } from './obtain-real-model.js';
import { runCommand } from './run-command.js';

const MODEL_NAME = 'SmolLM2-135M-Instruct';
/** Answers at once: as many as the machine this is tried on has cores to spare for. */
const SLOTS = 2;
const MAX_TOKENS = 32;
const GRACE_MS = 3000;

/**
 * The experience against a real language model on this machine. Skipped, with one line that says why, where model or
 * runtime cannot be had. The model takes the machine's cores, so the verdict may well be `invalid`: that is the truth.
 */
export async function runModelCommand(): Promise<number> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const model = await obtainRealModel(say);
  if ('why' in model) {
    say(`experience:model skipped: ${model.why}`);
    return 0;
  }
  // The server is a program of its own, not of the run that is then measured against it.
  const server = startChild({
    role: 'demo',
    entry: 'demo/real-model-main.js',
    args: [JSON.stringify({ ...model, modelName: MODEL_NAME, slots: SLOTS, maxTokens: MAX_TOKENS })],
    run: `model-${newRunId()}`,
  });
  try {
    const url = await whenListening(server, 'the language model');
    say(`${MODEL_NAME} listens at ${url}/v1`);
    process.env.MODEL_URL = `${url}/v1`;
    process.env.MODEL_NAME = MODEL_NAME;
    return await runCommand({ profile: 'model' }, []);
  } finally {
    await server.end(GRACE_MS);
  }
}
