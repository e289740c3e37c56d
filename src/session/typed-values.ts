/** Secrets stay out of the page: a password, and the new one (`next`) and the old (`current`). */
const secret = /password|secret|token|code|^(current|next)$/i;

/**
 * The texts of a form that was posted before its scripts had loaded: the page that answers is
 * a new one, and fills them in again. A name that comes twice is a list and left out.
 */
export function typedValues(form: FormData): Record<string, string> {
  const names = [...new Set(form.keys())].filter(
    (name) => !name.startsWith('$ACTION') && !secret.test(name) && form.getAll(name).length === 1,
  );
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = form.get(name);
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}
