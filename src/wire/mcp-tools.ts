/** A tool as a server lists it. */
export interface McpTool {
  readonly name: string;
  readonly inputSchema?: unknown;
  readonly annotations?: { readonly readOnlyHint?: unknown; readonly destructiveHint?: unknown } | undefined;
}

interface Schema {
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly minimum?: unknown;
  readonly minLength?: unknown;
  readonly items?: Schema;
}

/** How deep arguments are made up; a schema may refer to itself. */
const MAX_DEPTH = 4;

/**
 * Tools that may be called although nobody named them: those that say that they change nothing, else an `echo`. A
 * server's other tools may well delete or send something.
 */
export function harmlessTools(tools: readonly McpTool[]): readonly McpTool[] {
  const readOnly = tools.filter(({ annotations }) => annotations?.readOnlyHint === true);
  return readOnly.length > 0 ? readOnly : tools.filter(({ name }) => name === 'echo');
}

/** Arguments that a tool's input schema allows, as far as it says: the prompt for texts, the least for numbers. */
export function argumentsFor({ inputSchema }: McpTool, prompt: string): Readonly<Record<string, unknown>> {
  const made = valueFor((inputSchema ?? {}) as Schema, prompt, 0);
  return typeof made === 'object' && made !== null ? (made as Record<string, unknown>) : {};
}

function valueFor(schema: Schema, prompt: string, depth: number): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (Array.isArray(schema.enum) && schema.enum.length > 0) return schema.enum[0];
  const [type] = [schema.type ?? (schema.properties === undefined ? undefined : 'object')].flat();
  switch (type) {
    case 'string':
      return prompt;
    case 'number':
    case 'integer':
      return typeof schema.minimum === 'number' ? schema.minimum : 1;
    case 'boolean':
      return false;
    case 'array':
      return schema.items === undefined || depth >= MAX_DEPTH
        ? []
        : [valueFor(schema.items, prompt, depth + 1)];
    case 'object': {
      const properties = schema.properties ?? {};
      // Without required ones, whatever there is: a search without a question is no search.
      const wanted = schema.required?.length ? schema.required : Object.keys(properties);
      if (depth >= MAX_DEPTH) return {};
      return Object.fromEntries(
        wanted.map((name) => [name, valueFor(properties[name] ?? { type: 'string' }, prompt, depth + 1)]),
      );
    }
    default:
      return prompt;
  }
}
