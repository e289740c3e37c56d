// Plain JavaScript: the bootstrap needs it on Node 20, before anything is installed.
import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { identifyProcess } from './identify-process.mjs';

/**
 * Waits for a lock file, holds it while `work` runs, removes it. A file whose process has
 * ended (kill -9, power cut) is taken over. Refuses with a sentence after `patience` ms.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {{ patience?: number, onWait?: (pid: number) => void }} [options]
 * @returns {Promise<T>}
 */
export async function holdLock(file, work, { patience = 120_000, onWait } = {}) {
  const own = JSON.stringify({
    pid: process.pid,
    born: identifyProcess(process.pid),
    id: randomUUID(),
  });
  const deadline = Date.now() + patience;
  let told = false;
  while (!create(file, own)) {
    const holder = readHolder(file);
    if (holder === undefined) continue; // just released
    if (isLeftBehind(file, holder)) {
      takeAway(file, holder.text);
      continue;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `Process ${holder.pid} has held ${file} for too long. See what it does; end it, and start again.`,
      );
    }
    if (!told) onWait?.(holder.pid);
    told = true;
    await sleep(40 + Math.random() * 40);
  }
  try {
    return await work();
  } finally {
    if (readHolder(file)?.text === own) rmSync(file, { force: true });
  }
}

/** @param {string} file @param {string} text */
function create(file, text) {
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} file */
function readHolder(file) {
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
    return { text, ...JSON.parse(text) };
  } catch (error) {
    return error.code === 'ENOENT' ? undefined : { text, pid: 0, born: undefined };
  }
}

/** @param {string} file @param {{ pid: number, born?: string }} holder */
function isLeftBehind(file, holder) {
  if (holder.pid > 0) return identifyProcess(holder.pid) !== holder.born;
  try {
    return Date.now() - statSync(file).mtimeMs > 3_000; // created, and cut off before it was written
  } catch {
    return false;
  }
}

/**
 * Two processes may find the same dead lock: only the one that moves exactly that file away
 * goes on; whoever caught the other's new lock puts it back.
 * @param {string} file @param {string} deadText
 */
function takeAway(file, deadText) {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
    if (readFileSync(aside, 'utf8') === deadText) rmSync(aside, { force: true });
    else renameSync(aside, file);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}
