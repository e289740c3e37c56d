import 'server-only';
import { z } from 'zod';

/** As much of JSON Schema (2020-12) as the document uses. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  description?: string;
  default?: unknown;
  [more: string]: unknown;
}

export type Definitions = Record<string, JsonSchema>;

/**
 * The schema of a shape: `input` as it may be sent, `output` as it is answered. Shapes with an id
 * go to `definitions`, as components that are referred to.
 */
export function schemaOf(
  shape: z.ZodType,
  io: 'input' | 'output',
  definitions: Definitions,
): JsonSchema {
  const { $schema: _, $defs, ...schema } = z.toJSONSchema(shape, { io }) as JsonSchema;
  for (const [name, definition] of Object.entries(($defs ?? {}) as Definitions)) {
    definitions[name] ??= tidy(definition, io);
  }
  return tidy(schema, io);
}

/** `id` names the shape itself; the walk gives references their place and drops noise. */
function tidy(schema: JsonSchema, io: 'input' | 'output'): JsonSchema {
  const walked = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walked);
    if (value === null || typeof value !== 'object') return value;
    const { id: ownId, ...rest } = value as JsonSchema;
    const kept = typeof ownId === 'string' ? rest : (value as JsonSchema);
    const entries = Object.entries(kept).filter(([name]) => !isNoise(name, kept, io));
    return Object.fromEntries(entries.map(([name, one]) => [name, referred(name, walked(one))]));
  };
  return walked(schema) as JsonSchema;
}

const referred = (name: string, value: unknown) =>
  name === '$ref' ? String(value).replace('#/$defs/', '#/components/schemas/') : value;

/** A format says what its pattern repeats; answers may get new fields one day. */
function isNoise(name: string, schema: JsonSchema, io: 'input' | 'output'): boolean {
  if (Math.abs(Number(schema[name])) === Number.MAX_SAFE_INTEGER) return true;
  if (name === 'pattern') return schema.format !== undefined;
  return name === 'additionalProperties' && io === 'output' && schema[name] === false;
}
