import type { Page } from '@playwright/test';
import { afterAll, beforeAll, test } from 'vitest';
import { type Locale, localeNames, locales } from '@/i18n/locales';
import { expect, journey, openBrowser } from '~tests/setup/browser';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { consolePages, entryPages, portalPages, type Stop, stopStatuses } from './every-page';
import { faultsOfWords } from './faults-of-words';
import { printedCredentials, settled, signIn, signInToConsole, visit } from './people';
import { keepPictures } from './pictures';
import { englishFinder, wordsOf } from './words';

// English, and with it the narrowest phone to a screen reader: accessibility.test.ts.
journey('Every page, in four more languages on the narrowest phone', () => {
  let server: ServerProcess;
  let contact: Page;
  let admin: Page;
  let portal: Stop[];
  let console: Stop[];
  const open = openBrowser();
  beforeAll(async () => {
    server = await startServer({ demo: true });
    const origin = server.origin('demo');
    const printed = printedCredentials(server);
    contact = await open('contact', { origin, device: 'narrow', expected: stopStatuses });
    await signIn(contact, {
      username: printed.primaryContact.login,
      password: printed.primaryContact.password,
    });
    admin = await open('admin', { origin, device: 'narrow', expected: stopStatuses });
    await signInToConsole(admin, { email: printed.admin.login, password: printed.admin.password });
    portal = await portalPages(contact);
    console = await consolePages(admin);
  });
  afterAll(() => server?.stop());

  for (const locale of locales.filter((one) => one !== 'en')) {
    test(`${localeNames[locale]}: before the sign-in, as the browser asks`, async () => {
      const visitor = await open(`visitor ${locale}`, {
        origin: server.origin('demo'),
        device: 'narrow',
        locale,
        expected: stopStatuses,
      });
      expect(await faultsOf(visitor, entryPages, locale)).toEqual([]);
      await visitor.context().close();
    });

    test(`${localeNames[locale]}: the portal, chosen in the app settings`, async () => {
      await chooseLanguage(contact, '/app-settings', locale);
      expect(await faultsOf(contact, portal, locale)).toEqual([]);
    });

    test(`${localeNames[locale]}: the console`, async () => {
      await chooseLanguage(admin, '/console/app-settings', locale);
      expect(await faultsOf(admin, console, locale)).toEqual([]);
    });
  }

  test('Deutsch: the portal of somebody without tickets, who reads it', async () => {
    const { login, password } = printedCredentials(server).restricted;
    const origin = server.origin('demo');
    const page = await open('restricted', { origin, device: 'narrow' });
    await signIn(page, { username: login, password });
    expect(await faultsOf(page, [{ name: 'home-nothing', path: '/' }], 'de')).toEqual([]);
  });

  test('the choice goes back to English', async () => {
    await chooseLanguage(contact, '/app-settings', 'en');
    const t = await wordsOf('en');
    await expect(contact.getByRole('heading', { level: 1 })).toHaveText(t('portal.settings.title'));
  });
});

async function chooseLanguage(page: Page, path: string, locale: Locale): Promise<void> {
  await visit(page, path);
  const html = page.locator(`html[lang="${locale}"]`);
  if ((await html.count()) > 0) return;
  // The words change at once, and then the page is loaded anew: what comes before that is interrupted.
  const loaded = page.waitForEvent('load');
  await page.getByRole('combobox').first().selectOption(localeNames[locale]);
  await loaded;
  await expect(html).toBeAttached();
  await settled(page);
}

/** What is wrong on these pages: a line each. */
async function faultsOf(page: Page, stops: Stop[], locale: Locale): Promise<string[]> {
  const isEnglish = await englishFinder(locale);
  const faults: string[] = [];
  for (const { name, path, status = 200 } of stops) {
    const answer = await page.goto(path);
    if (answer?.status() !== status) faults.push(`${path}: answered ${answer?.status()}`);
    await settled(page);
    const found = await faultsOfWords(page, locale, isEnglish);
    faults.push(...found.map((fault) => `${path}: ${fault}`));
    if (locale === 'de') await keepPictures(page, name, locale);
  }
  return faults;
}
