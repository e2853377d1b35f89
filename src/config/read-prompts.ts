import { readFileSync } from 'node:fs';
import { ConfigError } from './config-error.js';

/** The prompts of a file: one a line, or JSON lines that are texts or objects with `prompt`, `text` or `content`. */
export function readPrompts(file: string): string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(
      `promptsFile ${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`,
      'Name a text file with one prompt a line, or a .jsonl file.',
    );
  }
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const prompts = /\.(jsonl|ndjson)$/i.test(file)
    ? lines.map((line, index) => ofJson(line, index, file))
    : lines;
  if (prompts.length === 0) {
    throw new ConfigError(`promptsFile ${file} holds no prompt`, 'Write one prompt a line.');
  }
  return prompts;
}

function ofJson(line: string, index: number, file: string): string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    value = undefined;
  }
  const object = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const prompt = [value, object.prompt, object.text, object.content].find(
    (one): one is string => typeof one === 'string' && one !== '',
  );
  if (prompt !== undefined) return prompt;
  throw new ConfigError(
    `promptsFile ${file}, line ${index + 1}, is no prompt`,
    'Each line is a JSON text, or a JSON object with `prompt`, `text` or `content`.',
  );
}
