import { accessSync, constants } from 'node:fs';
import { say, Trouble, timed } from './console.mjs';
import { commandForThisSystem, installPackagesOfDebian } from './install-debian-packages.mjs';

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
  say(`  ${commandForBrowser()}   (or set CHROMIUM_PATH)`);
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
  await timed('Installing a browser for the tests', () => installPackagesOfDebian(packages));
  return usual.find(isProgram);
}

function commandForBrowser() {
  if (process.platform === 'darwin') return 'brew install --cask chromium';
  return commandForThisSystem(packages);
}
