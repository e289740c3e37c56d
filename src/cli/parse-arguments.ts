import { parseArgs } from 'node:util';

export interface Option {
  name: string;
  /** How its value is called in the usage; without one it is a switch. */
  value?: string;
  required?: boolean;
}

/** Wrong words on the command line; the message says which. */
export class BadArguments extends Error {}

export type Options = Record<string, string | undefined>;

/** Options by name (`--admin-email` → `adminEmail`) and the `--json` switch. Refuses unknown ones. */
export function parseArguments(
  words: string[],
  options: readonly Option[],
  command: string,
): Options & { json?: string } {
  const known = Object.fromEntries(
    [...options, { name: 'json' } as Option].map(({ name, value }) => [
      name,
      { type: value ? ('string' as const) : ('boolean' as const) },
    ]),
  );
  const values = read(words, known, command);
  const missing = options.filter(({ name, required }) => required && values[name] === undefined);
  if (missing.length > 0) {
    const names = missing.map(({ name }) => `--${name}`).join(', ');
    throw new BadArguments(`"${command}" also needs ${names}.`);
  }
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [camel(name), String(value)]),
  );
}

function read(
  words: string[],
  known: NonNullable<Parameters<typeof parseArgs>[0]>['options'],
  command: string,
) {
  try {
    return parseArgs({ args: words, options: known ?? {}, strict: true }).values;
  } catch (error) {
    throw new BadArguments(`"${command}" can't use these words: ${(error as Error).message}`);
  }
}

const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
