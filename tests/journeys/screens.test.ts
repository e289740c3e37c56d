import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, test } from 'vitest';
import { devices, expect, journey, openBrowser } from '~tests/setup/browser';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { consolePages, entryPages, portalPages, type Stop, stopStatuses } from './every-page';
import { printedCredentials, settled, signIn, signInToConsole } from './people';

/**
 * For eyes: look at them all before calling a change of the screens done. `PICTURES=all` takes each
 * page in both languages on a phone and a desktop, light and dark; without it one of each language.
 */
const views =
  process.env.PICTURES === 'all'
    ? ([
        ['phone', 'light'],
        ['phone', 'dark'],
        ['desktop', 'light'],
        ['desktop', 'dark'],
      ] as const)
    : { en: [['desktop', 'light']] as const, de: [['phone', 'dark']] as const };
const folder = path.resolve('tests/.output/screens');

journey('Pictures of every page', () => {
  let server: ServerProcess;
  const open = openBrowser();
  beforeAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    server = await startServer({ demo: true });
  });
  afterAll(() => server?.stop());

  const person = (name: string, locale = 'en') =>
    open(name, { origin: server.origin('demo'), locale, expected: stopStatuses });
  const logins = {
    en: () => printedCredentials(server).primaryContact,
    de: () => printedCredentials(server).restricted,
  };

  for (const locale of ['en', 'de'] as const) {
    test(`before the sign-in (${locale})`, async () => {
      await keepPictures(await person(`visitor ${locale}`, locale), entryPages, locale);
    });
  }

  test('the portal', async () => {
    const { login, password } = logins.en();
    const page = await person('contact');
    await signIn(page, { username: login, password });
    const stops = await portalPages(page);
    await keepPictures(page, stops, 'en');
    await page.goto('/app-settings');
    await settled(page);
    await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
    await expect(page.locator('html[lang="de"]')).toBeAttached();
    await keepPictures(page, stops, 'de');
  });

  test('the portal of somebody without tickets', async () => {
    const { login, password } = logins.de();
    const page = await person('restricted');
    await signIn(page, { username: login, password });
    await keepPictures(page, [{ name: 'home-nothing', path: '/' }], 'de');
  });

  test('the console', async () => {
    const { login, password } = printedCredentials(server).admin;
    const page = await person('admin');
    await signInToConsole(page, { email: login, password });
    const stops = await consolePages(page);
    await keepPictures(page, stops, 'en');
    await page.goto('/console/app-settings');
    await settled(page);
    await page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
    await expect(page.locator('html[lang="de"]')).toBeAttached();
    await keepPictures(page, stops, 'de');
  });
});

/** One load of each page, looked at in every wanted view. */
async function keepPictures(page: Page, stops: Stop[], locale: 'en' | 'de'): Promise<void> {
  const wanted = 'en' in views ? views[locale] : views;
  for (const { name, path: at } of stops) {
    await page.goto(at);
    await settled(page);
    for (const [device, colorScheme] of wanted) {
      await page.setViewportSize(devices[device].viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await coloursChanged(page);
      const file = path.join(folder, `${name} ${locale} ${device} ${colorScheme}.jpg`);
      await page.screenshot({ path: file, type: 'jpeg', quality: 75, caret: 'initial' });
    }
  }
}

/** What changes its colour over some frames has changed it. */
async function coloursChanged(page: Page) {
  await page.evaluate(async () => {
    await new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame)));
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  });
}
