#!/usr/bin/env node
// The way in for every npm script. Runs on plain Node 20 with nothing installed: until
// `installPackages` has ended, nothing but Node's own modules may be imported.
import { build, runBench, runCli, runDev, runStart } from './commands.mjs';
import { Interrupted, Trouble } from './console.mjs';
import { runTests } from './run-tests.mjs';

const commands = {
  start: runStart,
  dev: runDev,
  build,
  cli: runCli,
  test: runTests,
  verify: (args) => runTests(['--reporter=verbose', ...args]),
  bench: runBench,
};

const [name = '', ...args] = process.argv.slice(2);

try {
  if (Number.parseInt(process.versions.node, 10) < 20) {
    throw new Trouble(`This is Node ${process.versions.node}; Servicedesk needs Node 20 or newer.`);
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    throw new Trouble(`There is no command "${name}": ${Object.keys(commands).join(', ')}.`);
  }
  process.exitCode = (await command(args)) ?? 0;
} catch (error) {
  process.exitCode = error instanceof Interrupted ? error.exitCode : 1;
  if (!(error instanceof Interrupted)) process.stderr.write(`\n${sentenceOf(error)}\n`);
}

function sentenceOf(error) {
  if (error instanceof Trouble) return error.message;
  if (['EACCES', 'EPERM', 'EROFS'].includes(error.code) && error.path) {
    return `${error.path} can't be written. If another user (root, perhaps) started here first, start as that user, or give the directory to yours with chown -R.`;
  }
  if (error.code === 'ENOSPC') return 'The disk is full. Make room, and start again.';
  return error.stack ?? String(error);
}
