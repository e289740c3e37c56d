import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { identifyProcess } from '../../platform/identify-process.mjs';

/**
 * A program that changes node_modules or .next outlives us when we are killed hard, and would
 * collide with its successor. It is noted while it runs; whoever comes next ends it first.
 * @param {string} file the note @param {number | undefined} pid undefined: it has ended
 */
export function noteProgram(file, pid) {
  const identity = pid && identifyProcess(pid);
  if (identity) writeFileSync(file, identity);
  else rmSync(file, { force: true });
}

/** Ends the program that a note names, if it still runs. @param {string} file */
export async function endLeftOver(file) {
  if (!existsSync(file)) return;
  const identity = readFileSync(file, 'utf8');
  const pid = Number.parseInt(identity, 10);
  const runs = () => identity !== '' && identifyProcess(pid) === identity;
  for (const signal of ['SIGTERM', 'SIGKILL']) {
    if (runs()) process.kill(pid, signal);
    for (let waited = 0; runs() && waited < 5_000; waited += 50) await sleep(50);
  }
  rmSync(file, { force: true });
}
