import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot, say, timed } from './console.mjs';
import { commandForThisSystem, installPackagesOfDebian } from './install-debian-packages.mjs';

/**
 * Real servers that tests talk to, by the package that brings them and the file of `tests/setup`
 * that starts them.
 */
const tools = [
  { program: 'pebble', package: 'pebble', setup: 'pebble' },
  { program: 'pebble-challtestsrv', package: 'pebble', setup: 'pebble' },
  { program: 'openssl', package: 'openssl', setup: 'pebble' },
  { program: 'named', package: 'bind9', setup: 'bind9' },
  { program: 'dovecot', package: 'dovecot-imapd', setup: 'dovecot' },
  { program: 'certutil', package: 'libnss3-tools', setup: 'trusting-home' },
];

const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin'];

/**
 * Brings what is missing where it may, and answers the suites that can't run without it: as paths
 * below the root, for vitest to leave out. They are named here, so that nobody takes them for passed.
 */
export async function findTestTools() {
  if (missing().length > 0) {
    await timed('Installing servers for the tests', () =>
      installPackagesOfDebian(packagesOf(missing())),
    );
  }
  const lacking = missing();
  if (lacking.length === 0) return [];
  const suites = suitesThatNeed(new Set(lacking.map(({ setup }) => setup)));
  say(`Not on this machine: ${lacking.map(({ program }) => program).join(', ')}. Skipped:`);
  for (const suite of suites) say(`  ${suite}`);
  say('One command brings what they need:');
  say(`  ${commandForThisSystem(packagesOf(lacking))}`);
  return suites;
}

const missing = () =>
  tools.filter(({ program }) => !folders.some((folder) => has(folder, program)));
const packagesOf = (lacking) => [...new Set(lacking.map((tool) => tool.package))];

function has(folder, program) {
  try {
    accessSync(path.join(folder, program), constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function suitesThatNeed(setups) {
  const files = readdirSync(inRoot('tests'), { recursive: true }).map((name) =>
    path.posix.join('tests', String(name).replaceAll('\\', '/')),
  );
  return files
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) => {
      const text = readFileSync(inRoot(file), 'utf8');
      return [...setups].some((setup) => text.includes(`~tests/setup/${setup}'`));
    })
    .sort();
}
