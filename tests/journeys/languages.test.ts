import type { Page } from '@playwright/test';
import { afterAll, beforeAll, test } from 'vitest';
import { type Locale, localeNames, locales } from '@/i18n/locales';
import { expect, journey, openBrowser } from '~tests/setup/browser';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { consolePages, entryPages, portalPages, type Stop, stopStatuses } from './every-page';
import { printedCredentials, settled, signIn, signInToConsole, visit } from './people';
import { englishFinder, wordsOf } from './words';

journey('Every page, in five languages on the narrowest phone', () => {
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

  for (const locale of locales) {
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
  await page.getByRole('combobox').first().selectOption(localeNames[locale]);
  await expect(html).toBeAttached();
  await settled(page);
}

/** What is wrong on these pages: a line each. */
async function faultsOf(page: Page, stops: Stop[], locale: Locale): Promise<string[]> {
  const isEnglish = locale === 'en' ? () => false : await englishFinder(locale);
  const faults: string[] = [];
  for (const { path, status = 200 } of stops) {
    const say = (fault: string) => faults.push(`${path}: ${fault}`);
    const answer = await page.goto(path);
    if (answer?.status() !== status) say(`answered ${answer?.status()}`);
    await settled(page);
    const seen = await page.evaluate(look);
    if (seen.language !== locale) say(`is in ${seen.language}`);
    for (const line of seen.lines) {
      if (isEnglish(line)) say(`says “${line}” in English`);
      if (/\b(console|mail|portal|provider|refusals|server|tickets|ui)(\.\w+)+/.test(line))
        say(`shows the key ${line}`);
    }
    if (seen.overflow > 0) say(`scrolls sideways by ${seen.overflow} px: ${seen.widest}`);
  }
  return faults;
}

/** Runs in the page: everything it says, and what sticks out at its side. */
function look() {
  const lines = new Set<string>([document.title.replace(/ · [^·]*$/, '')]);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
  for (let node: Node | null = walker.currentNode; node; node = walker.nextNode()) {
    if (node instanceof HTMLScriptElement || node.parentElement?.tagName === 'SCRIPT') continue;
    // The text of an article is in its author's language.
    if (node.parentElement?.closest('.rich-text')) continue;
    if (node instanceof Text) lines.add(node.data.trim());
    if (!(node instanceof Element)) continue;
    for (const name of ['aria-label', 'placeholder', 'title', 'alt', 'aria-description']) {
      lines.add(node.getAttribute(name)?.trim() ?? '');
    }
  }
  lines.delete('');
  const { scrollWidth, clientWidth } = document.documentElement;
  const wide = [...document.body.querySelectorAll('*')].filter(
    (element) => element.getBoundingClientRect().right > clientWidth + 1,
  );
  const widest = wide.map((element) => `<${element.tagName} ${element.className}>`).at(-1) ?? '';
  return {
    language: document.documentElement.lang,
    lines: [...lines],
    overflow: scrollWidth - clientWidth,
    widest,
  };
}
