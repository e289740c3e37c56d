import type { Page } from '@playwright/test';
import { afterAll, beforeAll, test } from 'vitest';
import { expect, journey, openBrowser } from '~tests/setup/browser';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { printedCredentials, signIn, signInToConsole, visit } from './people';

journey('Without a mouse', () => {
  let server: ServerProcess;
  let origin: string;
  let tom: Page;
  let sam: Page;
  const open = openBrowser();
  beforeAll(async () => {
    server = await startServer({ demo: true });
    origin = server.origin('demo');
    const { contact, technician } = printedCredentials(server);
    tom = await open('contact', { origin });
    await signIn(tom, { username: contact.login, password: contact.password });
    sam = await open('technician', { origin });
    await signInToConsole(sam, { email: technician.login, password: technician.password });
  });
  afterAll(() => server?.stop());

  test('a contact signs in by tab and enter alone', async () => {
    const { contact } = printedCredentials(server);
    const page = await open('keyboard user', { origin });
    await visit(page, '/sign-in');
    await tabTo(page, 'Username');
    await page.keyboard.type(contact.login);
    expect(await tab(page)).toBe('Password');
    await page.keyboard.type(contact.password);
    expect(await tab(page)).toBe('Show password');
    expect(await tab(page)).toBe('Sign in');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(`${origin}/`);
    await page.keyboard.press('Tab');
    expect(await focused(page), 'the first stop leads past the navigation').toBe('Skip to content');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
  });

  test('fills in a ticket in the order in which it is read', async () => {
    await visit(tom, '/tickets/new');
    await tom.getByLabel('Title', { exact: true }).focus();
    expect(await tab(tom)).toBe('Description');
    // the tenant's own two fields stand between
    await tabTo(tom, 'Attachments', 3);
    await tabTo(tom, 'Submit ticket', 3);
  });

  test('goes, searches, answers and finds the map in the portal', async () => {
    await visit(tom, '/');
    await keys(tom, 'g', 't');
    await expect(tom).toHaveURL(`${origin}/tickets`);
    await expect(tom.getByRole('list', { name: 'Tickets' })).toBeVisible();
    await tom.keyboard.press('/');
    const search = tom.getByRole('searchbox', { name: 'Search tickets' });
    await expect(search).toBeFocused();
    await tom.keyboard.type('g t');
    await expect(search, 'keys in a field are text').toHaveValue('g t');
    await search.fill('');
    await search.blur();
    await visit(tom, '/tickets');
    await tom.keyboard.press('?');
    const map = tom.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(map).toContainText('Go to tickets');
    await tom.keyboard.press('Escape');
    await expect(map).toHaveCount(0);

    await tom.getByRole('list', { name: 'Tickets' }).getByRole('link').first().focus();
    await tom.keyboard.press('Enter');
    await expect(tom).toHaveURL(/\/tickets\/\d+$/);
    await expect(tom.getByRole('textbox', { name: 'Reply' })).toBeVisible();
    await tom.keyboard.press('r');
    await expect(tom.getByRole('textbox', { name: 'Reply' })).toBeFocused();
    await tom.keyboard.type('r');
    await expect(tom.getByRole('textbox', { name: 'Reply' })).toHaveValue('r');
  });

  test('a technician works the queue', async () => {
    await keys(sam, 'g', 't');
    await expect(sam).toHaveURL(`${origin}/console/tickets`);
    await expect(sam.getByRole('heading', { level: 1, name: 'All open' })).toBeVisible();
    await sam.keyboard.press('/');
    await expect(sam.getByRole('searchbox', { name: 'Search tickets' })).toBeFocused();
    await sam.getByRole('searchbox', { name: 'Search tickets' }).blur();
    await sam.keyboard.press('j');
    await sam.keyboard.press('j');
    const second = await focused(sam);
    await sam.keyboard.press('k');
    expect(await focused(sam)).not.toBe(second);
    await sam.keyboard.press('ArrowDown');
    expect(await focused(sam)).toBe(second);
    await sam.keyboard.press('Enter');
    await expect(sam).toHaveURL(/\/console\/tickets\/\d+/);
    await expect(sam.getByRole('article')).toBeVisible();
    await sam.keyboard.press('r');
    await expect(sam.getByRole('textbox', { name: 'Reply' })).toBeFocused();
    await sam.getByRole('textbox', { name: 'Reply' }).blur();
    await sam.keyboard.press('n');
    await expect(sam.getByRole('textbox', { name: 'Note' })).toBeFocused();
    await sam.getByRole('textbox', { name: 'Note' }).blur();
    await sam.keyboard.press('a');
    await expect(sam.getByLabel('Assignee', { exact: true })).toBeFocused();
    await sam.keyboard.press('Control+k');
    const palette = sam.getByRole('dialog', { name: 'Search and jump' });
    await expect(palette.getByRole('combobox')).toBeFocused();
    await sam.keyboard.type('contacts');
    await sam.keyboard.press('Enter');
    await expect(sam).toHaveURL(`${origin}/console/contacts`);
    await sam.keyboard.press('?');
    await expect(sam.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  });

  test('enter inserts no canned reply that was found by other words', async () => {
    for (const name of ['Alder', 'Birch']) {
      await visit(sam, '/console/app-settings/canned-replies/new');
      await sam.getByLabel('Name', { exact: true }).fill(name);
      await sam.getByLabel('Text', { exact: true }).fill(`As we say: ${name}.`);
      await sam.getByRole('button', { name: 'Save canned reply' }).click();
      await expect(sam.getByRole('link', { name })).toBeVisible();
    }
    await visit(sam, '/console/tickets?view=open');
    await sam.getByRole('list').getByRole('link', { name: /#\d+/ }).first().click();
    await sam.waitForURL(/\/console\/tickets\/\d+/);
    const reply = sam.getByRole('textbox', { name: 'Reply' });
    await sam.getByRole('button', { name: 'Insert a canned reply' }).first().click();
    const dialog = sam.getByRole('dialog', { name: 'Insert a canned reply' });
    await expect(dialog.getByRole('option')).toHaveCount(2);
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await sam.route('**/console/tickets/**', async (route) => {
      if (route.request().method() === 'POST') await held;
      await route.continue();
    });
    await sam.keyboard.type('Birch');
    await sam.keyboard.press('Enter');
    await expect(dialog).toBeVisible();
    await expect(reply).toHaveValue('');
    letGo();
    await expect(dialog.getByRole('option')).toHaveCount(1);
    await sam.keyboard.press('Enter');
    await expect(reply).toHaveValue('As we say: Birch.');
    await sam.unroute('**/console/tickets/**');
  });

  test('an undone closing leaves the ticket as it was', async () => {
    await visit(sam, '/console/tickets?view=open');
    await sam.getByRole('list').getByRole('link', { name: /#\d+/ }).first().click();
    const status = sam.getByLabel('Status', { exact: true });
    const before = await status.inputValue();
    // A key that comes before the page listens is lost.
    await expect(async () => {
      if ((await status.inputValue()) !== 'closed') await sam.keyboard.press('c');
      await expect(status).toHaveValue('closed', { timeout: 2000 });
    }).toPass({ timeout: 20_000 });
    await sam.getByRole('button', { name: 'Undo' }).click();
    await expect(status).toHaveValue(before);
    await expect(status, 'the server has both').toHaveAttribute('aria-busy', 'false');
    await sam.reload();
    await expect(status).toHaveValue(before);
  });
});

async function keys(page: Page, ...pressed: string[]): Promise<void> {
  for (const key of pressed) await page.keyboard.press(key);
}

/** The next stop's name. */
async function tab(page: Page): Promise<string> {
  await page.keyboard.press('Tab');
  return focused(page);
}

/** Tabs on until there; no more than a page's worth of stops. */
async function tabTo(page: Page, name: string, most = 15): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < most; stop++) {
    const here = await tab(page);
    if (here === name) return;
    passed.push(here);
  }
  throw new Error(`"${name}" is not reached by tab: ${passed.join(', ')}`);
}

/** The name by which the focused control is known. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const label = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
    const words =
      element?.getAttribute('aria-label') ??
      (label ? element.labels?.[0]?.textContent : element?.textContent);
    return (words ?? '').replace(/\s+/g, ' ').trim();
  });
}
