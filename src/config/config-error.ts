import type { z } from 'zod';
import { PlimsollError } from '../model/plimsoll-error.js';

/** Thrown when an option or an environment variable cannot be used; names the key and the fix. */
export class ConfigError extends PlimsollError {
  constructor(reason: string, hint: string) {
    super('E_CONFIG', `Failed to read the configuration: ${reason}`, hint);
    this.name = 'ConfigError';
  }

  /** One sentence for every key that zod refused; `nameOf` says what the user calls a key where they set it. */
  static fromZod(error: z.ZodError, nameOf: (key: string) => string): ConfigError {
    const lines = error.issues.map(
      (issue) => `${nameOf(issue.path.map(String).join('.'))}: ${issue.message}`,
    );
    return new ConfigError(
      lines.join('; '),
      `Correct ${error.issues.length === 1 ? 'this key' : 'these keys'} where the value was set; nothing was started.`,
    );
  }
}
