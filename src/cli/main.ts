import { translatorFor } from '@/i18n/translator';
import { BadEnvironment } from '@/platform/env';
import { Refusal } from '@/platform/errors';
import { type Command, commands } from './commands';
import { BadArguments, parseArguments } from './parse-arguments';

/**
 * `npm run -s cli -- tenant create --slug acme …`: finds the command, opens the database,
 * prints a sentence for people or, with `--json`, one object. Exit 0 done, 1 refused or
 * failed, 2 wrong words.
 */
async function main([first = '', ...others]: string[]): Promise<number> {
  const isHelp = first === '' || first === 'help' || others.concat(first).includes('--help');
  const words = first === 'help' ? others : [first, ...others];
  const wanted = Object.keys(commands)
    .sort((a, b) => b.length - a.length)
    .find((name) => `${words.join(' ')} `.startsWith(`${name} `));
  if (isHelp) {
    print(`servicedesk: the operator's commands\n\n${usage(wanted)}\n`);
    return 0;
  }
  if (!wanted) {
    process.stderr.write(`"${words.join(' ')}" is no command. These are:\n\n${usage()}\n`);
    return 2;
  }
  const command: Command = commands[wanted as keyof typeof commands];
  const rest = words.slice(wanted.split(' ').length);
  const { json, ...options } = parseArguments(rest, command.options, wanted);
  const result = await command.run(options);
  print(json ? `${JSON.stringify(result.data)}\n` : `${result.text}\n`);
  return result.failed ? 1 : 0;
}

/** All commands with their options, or one. */
function usage(wanted?: string): string {
  return Object.entries(commands)
    .filter(([name]) => !wanted || name === wanted)
    .map(([name, { options, summary }]) => {
      const words = options.map(({ name: option, required, value }) => {
        const text = value ? `--${option} ${value}` : `--${option}`;
        return required ? text : `[${text}]`;
      });
      return `  ${[name, ...words].join(' ')}\n      ${summary}`;
    })
    .join('\n');
}

function print(text: string) {
  process.stdout.write(text);
}

async function explain(error: unknown): Promise<number> {
  if (error instanceof BadArguments || error instanceof BadEnvironment) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  if (error instanceof Refusal) {
    const t = await translatorFor('en');
    process.stderr.write(`${t(`refusals.${error.key}`, error.values)}\n`);
    return 1;
  }
  process.stderr.write(`This failed: ${error instanceof Error ? error.message : error}\n`);
  if (error instanceof Error && error.cause instanceof Error) {
    process.stderr.write(`Because: ${error.cause.message}\n`);
  }
  return 1;
}

process.exitCode = await main(process.argv.slice(2)).catch(explain);
