import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's directory, wherever the command was typed. */
export const root = fileURLToPath(new URL('../../../', import.meta.url)).replace(/[/\\]$/, '');
export const inRoot = (...names) => path.join(root, ...names);

/** Something that the operator can do something about: its message is all that is shown. */
export class Trouble extends Error {}

/** Ctrl-C or a polite kill, while we were still preparing. */
export class Interrupted extends Error {
  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(signal);
    this.exitCode = signal === 'SIGINT' ? 130 : 143;
  }
}

/**
 * A line of progress; to standard error, because standard output belongs to the command.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Says what begins and, when it has ended, how long it took.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 */
export async function timed(what, work) {
  const begun = Date.now();
  say(`${what} …`);
  const result = await work();
  say(`  done in ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  return result;
}
