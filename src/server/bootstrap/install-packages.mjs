import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { holdLock } from '../../platform/hold-lock.mjs';
import { inRoot, say, Trouble, timed } from './console.mjs';
import { runQuietly } from './run-process.mjs';

const stamp = () => inRoot('node_modules/.servicedesk-installed');

/** Brings node_modules to what package-lock.json says; costs a few milliseconds when it is. */
export async function installPackages() {
  const wanted = wantedStamp();
  if (readStamp() === wanted) return;
  mkdirSync(inRoot('.build'), { recursive: true });
  const onWait = (pid) => say(`Waiting for process ${pid}, which is installing packages …`);
  await holdLock(
    inRoot('.build/install.lock'),
    async () => {
      if (readStamp() === wanted) return;
      if (!isComplete()) await timed('Installing packages, a minute or two the first time', runNpm);
      writeFileSync(stamp(), wanted);
    },
    { onWait, patience: 900_000 },
  );
}

function wantedStamp() {
  const lock = createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex');
  return `${lock} ${process.platform}-${process.arch}\n`;
}

function readStamp() {
  return existsSync(stamp()) ? readFileSync(stamp(), 'utf8') : undefined;
}

/**
 * Whether npm has installed all of package-lock.json: it writes its own list at the very end.
 * Packages for other platforms are missing by right.
 */
function isComplete() {
  if (!existsSync(inRoot('node_modules/.package-lock.json'))) return false;
  const locked = packagesOf('package-lock.json');
  const installed = packagesOf('node_modules/.package-lock.json');
  return Object.entries(locked).every(([place, { version, optional, os, cpu }]) => {
    if (place === '') return true;
    const there = installed[place];
    if (there) return there.version === version && existsSync(inRoot(place));
    const forUs = allows(os, process.platform) && allows(cpu, process.arch);
    return optional === true && !(forUs && (os || cpu) && !isMusl(place));
  });
}

const packagesOf = (file) => JSON.parse(readFileSync(inRoot(file), 'utf8')).packages ?? {};
const allows = (list, own) => list === undefined || list.includes(own);
const isMusl = (place) => /musl/.test(place);

async function runNpm() {
  // The development packages hold the types that a build checks against.
  const args = ['ci', '--include=dev', '--include=optional', '--loglevel=error', '--no-progress'];
  const own = process.env.npm_execpath ?? '';
  const [file, first] = /npm-cli\.c?js$/.test(own) ? [process.execPath, [own]] : ['npm', []];
  const { code, said } = await runQuietly(file, [...first, ...args], {
    note: inRoot('.build/npm.pid'),
  });
  if (code === 0) return;
  throw new Trouble(
    `${said.trim().split('\n').slice(-15).join('\n')}\n\nThe packages could not be installed (npm ci ended with ${code}). See that this machine reaches the npm registry (npm ping) and has 2 GB of disk left, and start again.`,
  );
}
