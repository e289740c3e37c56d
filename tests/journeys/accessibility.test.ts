import type { Page } from '@playwright/test';
import { afterAll, beforeAll, test } from 'vitest';
import { devices, expect, journey, openBrowser } from '~tests/setup/browser';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { consolePages, entryPages, portalPages, type Stop, stopStatuses } from './every-page';
import { faultsOfWords } from './faults-of-words';
import { printedCredentials, settled, signIn, signInToConsole } from './people';
import { keepPictures } from './pictures';

/** In English; between the narrowest phone and any other no style and no page differs. */
journey('Every page, to a screen reader', () => {
  let server: ServerProcess;
  const open = openBrowser();
  beforeAll(async () => {
    server = await startServer({ demo: true });
  });
  afterAll(() => server?.stop());

  const where = { desktop: 'on a desktop', narrow: 'on the narrowest phone' };
  for (const device of ['desktop', 'narrow'] as const) {
    const person = (name: string) =>
      open(name, { origin: server.origin('demo'), device, expected: stopStatuses });

    test(`before the sign-in, ${where[device]}`, async () => {
      expect(await faultsOf(await person('visitor'), entryPages)).toEqual([]);
    });

    test(`the portal, ${where[device]}`, async () => {
      const { login, password } = printedCredentials(server).primaryContact;
      const page = await person('contact');
      await signIn(page, { username: login, password });
      expect(await faultsOf(page, await portalPages(page))).toEqual([]);
    });

    test(`the console, ${where[device]}`, async () => {
      const { login, password } = printedCredentials(server).admin;
      const page = await person('admin');
      await signInToConsole(page, { email: login, password });
      expect(await faultsOf(page, await consolePages(page))).toEqual([]);
    });
  }
});

async function faultsOf(page: Page, stops: Stop[]): Promise<string[]> {
  const faults: string[] = [];
  const titles = new Map<string, string>();
  for (const { name: picture, path, status = 200 } of stops) {
    const answer = await page.goto(path);
    await settled(page);
    const tree = await page.locator('body').ariaSnapshot();
    const found = [...faultsOfTree(tree), ...(await page.evaluate(repeatedIds))];
    const side = path.startsWith('/console') ? 'console' : 'portal';
    const title = await page.title();
    const [name] = path.split('?');
    const other = titles.get(side + title);
    found.push(...(await faultsOfWords(page, 'en')));
    if (answer?.status() !== status) found.push(`answered ${answer?.status()}`);
    if (!title) found.push('has no title');
    // What isn't there is one page, whatever it was looked for under.
    const isSame = other === undefined || other === name || status === 404;
    if (!isSame) found.push(`has the title of ${other}: ${title}`);
    titles.set(side + title, name ?? '');
    faults.push(...found.map((fault) => `${path}: ${fault}`));
    if (page.viewportSize()?.width === devices.desktop.viewport.width) {
      await keepPictures(page, picture, 'en');
    }
  }
  return faults;
}

const needsName =
  'button|checkbox|combobox|dialog|heading|img|link|listbox|navigation|option|progressbar|radio|radiogroup|region|searchbox|spinbutton|switch|tab|tablist|textbox';

/** The accessibility tree as the browser gives it to a screen reader, one node a line. */
function faultsOfTree(tree: string): string[] {
  const lines = tree.split('\n').map((line) => line.trim());
  const faults = lines
    .filter((line) => new RegExp(`^- (${needsName})(:| \\[.*|)$`).test(line))
    .map((line) => `a control without a name: ${line}`);
  const mains = lines.filter((line) => /^- main\b/.test(line)).length;
  if (mains !== 1) faults.push(`${mains} main landmarks`);
  const levels = lines.flatMap((line) => {
    const level = /^- heading .*\[level=(\d)\]/.exec(line)?.[1];
    return level ? [Number(level)] : [];
  });
  const tops = levels.filter((level) => level === 1).length;
  if (tops !== 1) faults.push(`${tops} headings of the first rank`);
  const skipped = levels.find((level, at) => at > 0 && level > (levels[at - 1] ?? 0) + 1);
  if (skipped) faults.push(`a heading of rank ${skipped} below none of rank ${skipped - 1}`);
  return faults;
}

/** Runs in the page: an id twice sends a label to the wrong field. */
function repeatedIds(): string[] {
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `the id ${id} twice`);
}
