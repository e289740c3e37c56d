/** What a tenant's own welcome text may name; each is filled in for the reader. */
export const welcomeVariables = ['name', 'username', 'tenant', 'portal'] as const;
export type WelcomeVariable = (typeof welcomeVariables)[number];

const variable = /\{([^{}\n]*)\}/g;

/** The first `{…}` of the text that is none of the variables, as it was typed; or undefined. */
export function unknownVariable(text: string): string | undefined {
  const known: readonly string[] = welcomeVariables;
  return [...text.matchAll(variable)].find(([, name = '']) => !known.includes(name))?.[0];
}

/** The text with its variables filled in, once: what they hold is not looked through again. */
export function fillIn(text: string, values: Record<WelcomeVariable, string>): string {
  return text.replace(variable, (typed, name: string) =>
    Object.hasOwn(values, name) ? values[name as WelcomeVariable] : typed,
  );
}
