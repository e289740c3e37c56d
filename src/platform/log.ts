import 'server-only';
import { readEnv } from './env';
import { currentRequest } from './request-context';

const ranks = { debug: 0, info: 1, warn: 2, error: 3, silent: 4 } as const;
type Level = Exclude<keyof typeof ranks, 'silent'>;
type Fields = Record<string, unknown>;

/** One JSON line per entry on standard output; the request's reference is added by itself. */
export const log = {
  debug: (event: string, fields?: Fields) => write('debug', event, fields),
  info: (event: string, fields?: Fields) => write('info', event, fields),
  warn: (event: string, fields?: Fields) => write('warn', event, fields),
  error: (event: string, fields?: Fields) => write('error', event, fields),
};

function write(level: Level, event: string, fields: Fields = {}) {
  if (ranks[level] < ranks[readEnv().LOG_LEVEL]) return;
  const reference = currentRequest()?.reference;
  const entry = { at: new Date().toISOString(), level, event, reference, ...flatten(fields) };
  process.stdout.write(`${JSON.stringify(entry)}\n`);
}

function flatten(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value instanceof Error ? causes(value) : value,
    ]),
  );
}

function causes(error: Error): string {
  const own = error.stack ?? error.message;
  return error.cause instanceof Error ? `${own}\n  because ${causes(error.cause)}` : own;
}
