import { z } from 'zod';

/** What a form's one field cannot hold, such as texts of all languages, travels in it as JSON. */
export const jsonField = z.string().transform((json, context) => {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    context.addIssue({ code: 'custom', message: 'fields.invalid' });
    return z.NEVER;
  }
});
