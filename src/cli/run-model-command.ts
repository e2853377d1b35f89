import { runCommand } from './run-command.js';

/** Filled in with the recipe for a real model. */
export async function runModelCommand(): Promise<number> {
  return runCommand({ profile: 'model' }, []);
}
