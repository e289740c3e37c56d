import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { say, Trouble, timed } from './console.mjs';
import { runQuietly } from './run-process.mjs';

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const packages = ['chromium', 'fonts-noto-core'];

/**
 * What the journeys need to know, as environment: CHROMIUM_PATH, or SKIP_BROWSER=1 where there
 * is no browser and none may be installed. As root on Debian it installs one.
 */
export async function findBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (isProgram(given)) return { CHROMIUM_PATH: given };
    throw new Trouble(`CHROMIUM_PATH names ${given}, which is not a program.`);
  }
  const found = usual.find(isProgram) ?? (await installBrowser());
  if (found) return { CHROMIUM_PATH: found };
  say('There is no browser, so the journeys are skipped. One command brings it:');
  say(`  ${commandForThisSystem()}   (or set CHROMIUM_PATH)`);
  return { SKIP_BROWSER: '1' };
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function installBrowser() {
  if (process.getuid?.() !== 0 || !isDebian()) return undefined;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const outcome = await timed('Installing a browser for the tests', async () => {
    await runQuietly('apt-get', ['update'], { env }); // an unreachable source may not matter
    return runQuietly('apt-get', ['install', '-y', '--no-install-recommends', ...packages], {
      env,
    });
  });
  if (outcome.code !== 0) say(outcome.said.trim().split('\n').slice(-5).join('\n'));
  return usual.find(isProgram);
}

/** Ubuntu's chromium is a stub that asks for snap. */
function isDebian() {
  const file = '/etc/os-release';
  return (
    existsSync(file) &&
    /^ID=debian$/m.test(readFileSync(file, 'utf8')) &&
    isProgram('/usr/bin/apt-get')
  );
}

function commandForThisSystem() {
  if (process.platform === 'darwin') return 'brew install --cask chromium';
  if (isDebian()) return `sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  return 'install Chromium or Google Chrome with the system’s package manager';
}
