import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { Interrupted, root } from './console.mjs';
import { endLeftOver, noteProgram } from './end-left-over.mjs';

/**
 * Runs a program to its end and keeps what it says. Our own Ctrl-C or kill ends it too, and
 * becomes `Interrupted`. With `note` (see end-left-over) never beside one that was left over.
 * @param {string} file @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, note?: string }} [options] env is added to ours
 * @returns {Promise<{ code: number, said: string }>}
 */
export async function runQuietly(file, args, { env = {}, note } = {}) {
  if (note) await endLeftOver(note);
  return new Promise((resolve, reject) => {
    const options = {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    };
    const child = spawn(file, args, options);
    if (note) noteProgram(note, child.pid);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk) => {
        said += chunk;
      });
    }
    let caught;
    const letGo = onSignals((signal) => {
      caught = signal;
      child.kill(signal);
    });
    child.once('error', (error) => {
      letGo();
      reject(error);
    });
    child.once('close', (code, signal) => {
      letGo();
      if (note) noteProgram(note, undefined);
      if (caught) reject(new Interrupted(caught));
      else resolve({ code: exitCode(code, signal), said });
    });
  });
}

/**
 * Runs a program on our terminal and answers its exit code. A terminal sends Ctrl-C to us and
 * to it: it decides, we wait.
 * @param {string} file @param {string[]} args @param {NodeJS.ProcessEnv} [env] added to ours
 * @returns {Promise<number>}
 */
export function runHere(file, args, env = {}) {
  const child = spawn(file, args, { cwd: root, env: { ...process.env, ...env }, stdio: 'inherit' });
  return untilEnd(child, (signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
}

/**
 * Runs our server and answers its exit code. It is a process group of its own, so that a
 * terminal's Ctrl-C, which reaches npm and us and which npm sends on once more, reaches it
 * once. Over the channel it notices when we are killed.
 * @param {string} file @param {string[]} args @param {NodeJS.ProcessEnv} env added to ours
 * @returns {Promise<number>}
 */
export function runServer(file, args, env) {
  const child = spawn(file, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: true,
  });
  let last = 0;
  const end = (signal) => {
    const repeated = Date.now() - last < 1_000;
    last = Date.now();
    if (!repeated) child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
  };
  if (process.env.npm_lifecycle_event) onOrphaned(() => end('SIGTERM'));
  return untilEnd(child, end);
}

/** Calls back once when npm, which started us, has been killed: nobody else could stop us then. */
function onOrphaned(react) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    react();
  }, 500).unref();
}

function untilEnd(child, onSignal) {
  return new Promise((resolve, reject) => {
    const letGo = onSignals(onSignal);
    child.once('error', (error) => {
      letGo();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      letGo();
      resolve(exitCode(code, signal));
    });
  });
}

/** Calls back for each signal that should end us, until the answer is called. */
function onSignals(react) {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, react);
  return () => {
    for (const signal of signals) process.off(signal, react);
  };
}

const exitCode = (code, signal) => code ?? 128 + (constants.signals[signal] ?? 0);
