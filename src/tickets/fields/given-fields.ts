import { z } from 'zod';

/** The values of fields as a form or a program sends them: each field judges its own. */
export const givenFields = z
  .record(z.string().min(1).max(60), z.unknown())
  .default({})
  .refine((fields) => Object.keys(fields).length <= 100, { message: 'fields.invalid' })
  .refine((fields) => !('title' in fields || 'description' in fields), {
    message: 'fields.unknown',
  });

/**
 * A form's inputs are named `fields.impact`; this gathers them under `fields`, for the shape of a
 * verb that takes them so.
 */
export function gatheringFields<S extends z.ZodType>(shape: S) {
  return z.preprocess((input) => {
    if (typeof input !== 'object' || input === null) return input;
    const [fields, rest] = [{} as Record<string, unknown>, {} as Record<string, unknown>];
    for (const [name, value] of Object.entries(input)) {
      if (name.startsWith('fields.')) fields[name.slice('fields.'.length)] = value;
      else rest[name] = value;
    }
    return { ...rest, fields };
  }, shape);
}
