import { existsSync, readFileSync } from 'node:fs';
import { say } from './console.mjs';
import { runQuietly } from './run-process.mjs';

/** As root on Debian; elsewhere nothing happens. Services that come along are not started. */
export async function installPackagesOfDebian(packages) {
  if (process.getuid?.() !== 0 || !isDebian()) return;
  const env = { DEBIAN_FRONTEND: 'noninteractive', SYSTEMD_OFFLINE: '1' };
  await runQuietly('apt-get', ['update'], { env }); // an unreachable source may not matter
  const { code, said } = await runQuietly(
    'apt-get',
    ['install', '-y', '--no-install-recommends', ...packages],
    { env },
  );
  if (code !== 0) say(said.trim().split('\n').slice(-5).join('\n'));
}

/** The words with which a person brings them. */
export function commandForThisSystem(packages) {
  const list = packages.join(' ');
  if (isDebian()) return `sudo apt-get install -y --no-install-recommends ${list}`;
  return `bring these by the system’s package manager (their names on Debian): ${list}`;
}

/** Ubuntu's chromium is a stub that asks for snap. */
function isDebian() {
  const file = '/etc/os-release';
  return (
    existsSync(file) &&
    /^ID=debian$/m.test(readFileSync(file, 'utf8')) &&
    existsSync('/usr/bin/apt-get')
  );
}
