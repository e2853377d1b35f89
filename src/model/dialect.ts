/** Wires that are understood. To add one: a file in `src/wire/`, a name here. */
export const DIALECT_NAMES = ['ai-sdk-ui', 'openai-chat'] as const;
export type DialectName = (typeof DIALECT_NAMES)[number];
