/**
 * A form as an object for zod: a name that comes twice or ends in `[]` is a list; React's own
 * hidden fields are left out. Files don't travel in forms (they are uploaded before).
 */
export function formInput(form: FormData): Record<string, string | string[]> {
  const input: Record<string, string | string[]> = {};
  for (const [name, value] of form) {
    if (name.startsWith('$ACTION') || typeof value !== 'string') continue;
    const key = name.replace(/\[\]$/, '');
    const present = input[key];
    if (present === undefined) input[key] = name.endsWith('[]') ? [value] : value;
    else input[key] = [present, value].flat();
  }
  return input;
}
