import type { Page } from '@playwright/test';
import { afterAll, beforeAll, test } from 'vitest';
import { expect, journey, openBrowser } from '~tests/setup/browser';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { printedCredentials, refusal, settled, signIn, visit } from './people';

journey('What is typed', () => {
  let server: ServerProcess;
  let origin: string;
  let tom: Page;
  const open = openBrowser();
  const title = () => tom.getByLabel('Title', { exact: true });
  const description = () => tom.getByLabel('Description', { exact: true });
  const submit = () => tom.getByRole('button', { name: 'Submit ticket' });

  beforeAll(async () => {
    server = await startServer({ demo: true });
    origin = server.origin('demo');
    const { login, password } = printedCredentials(server).contact;
    const lost = /ERR_(INTERNET_DISCONNECTED|CONNECTION_RESET)/;
    tom = await open('contact', { origin, expected: [409, 413, 415, 422, lost] });
    await signIn(tom, { username: login, password });
  });
  afterAll(() => server?.stop());

  test('stays where a field is missing, with the focus on the first bad one', async () => {
    await visit(tom, '/tickets/new');
    await submit().click();
    await expect(title()).toBeFocused();
    await expect(title()).toHaveAttribute('aria-invalid', 'true');
    await expect(title()).toHaveAccessibleDescription(/Fill this in\./);
    await title().fill('The lift is stuck');
    await submit().click();
    await expect(description()).toBeFocused();
    await expect(title()).toHaveValue('The lift is stuck');
    await expect(title()).not.toHaveAttribute('aria-invalid', 'true');
  });

  test('survives a lost connection and a reload, and is sent after it', async () => {
    await description().fill('Between the second and the third floor.');
    await tom.context().setOffline(true);
    await submit().click();
    await expect(refusal(tom)).toContainText('This could not be sent');
    await expect(description()).toHaveValue('Between the second and the third floor.');
    await tom.context().setOffline(false);
    await visit(tom, '/tickets/new');
    await expect(title()).toHaveValue('The lift is stuck');
    await expect(description()).toHaveValue('Between the second and the third floor.');
    await submit().click();
    await expect(tom).toHaveURL(/\/tickets\/\d+/);
    await expect(tom.getByRole('heading', { level: 1 })).toHaveText('The lift is stuck');
    await visit(tom, '/tickets/new');
    await expect(title(), 'sent is sent').toHaveValue('');
  });

  test('becomes one ticket by a double click', async () => {
    await visit(tom, '/tickets/new');
    await title().fill('Pressed twice');
    await description().fill('In a hurry.');
    await submit().dblclick();
    await expect(tom).toHaveURL(/\/tickets\/\d+/);
    await visit(tom, '/tickets?q=Pressed+twice');
    await expect(tom.getByRole('link', { name: 'Pressed twice' })).toHaveCount(1);
  });

  test('becomes one reply by pressing again while the first is on its way', async () => {
    await tom.getByRole('link', { name: 'Pressed twice' }).click();
    await expect(tom).toHaveURL(/\/tickets\/\d+/);
    const reply = tom.getByRole('textbox', { name: 'Reply' });
    await reply.fill('Said once');
    await tom.getByRole('button', { name: 'Send reply' }).dblclick();
    await expect(reply).toHaveValue('');
    await visit(tom, new URL(tom.url()).pathname);
    await expect(tom.getByText('Said once', { exact: true })).toHaveCount(1);
  });

  test('stays while what was typed before it is on its way', async () => {
    const reply = tom.getByRole('textbox', { name: 'Reply' });
    const held = Promise.withResolvers<void>();
    await tom.route('**/tickets/*', async (route) => {
      if (route.request().method() === 'POST') await held.promise;
      await route.continue();
    });
    await reply.fill('The first half.');
    await tom.getByRole('button', { name: 'Send reply' }).click();
    await reply.press('End');
    await reply.pressSequentially(' And the second.');
    held.resolve();
    await expect(reply).toHaveValue('And the second.');
    await tom.unroute('**/tickets/*');
    await visit(tom, new URL(tom.url()).pathname);
    await expect(reply, 'it is a draft').toHaveValue('And the second.');
    await expect(tom.getByText('The first half.', { exact: true })).toHaveCount(1);
    await tom.getByRole('button', { name: 'Send reply' }).click();
    await expect(reply).toHaveValue('');
    await expect(tom.getByText('And the second.', { exact: true })).toHaveCount(1);
  });

  test('is kept where a file is refused, and goes without it', async () => {
    const reply = tom.getByRole('textbox', { name: 'Reply' });
    await reply.fill('With a file');
    const page = { name: 'page.html', mimeType: 'text/html', buffer: html };
    await tom.getByLabel('Attachments').setInputFiles(page);
    const file = tom.getByRole('listitem').filter({ hasText: 'page.html' });
    await expect(file.getByRole('alert')).not.toHaveText('');
    await file.getByRole('button', { name: 'Remove page.html' }).click();
    await expect(file).toHaveCount(0);
    const text = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('a note') };
    await tom.getByLabel('Attachments').setInputFiles(text);
    await tom.getByRole('button', { name: 'Send reply' }).click();
    await expect(reply).toHaveValue('');
    await expect(tom.getByRole('link', { name: /notes\.txt/ })).toBeVisible();
  });

  test('goes once where it is sent in the moment in which its file has arrived', async () => {
    const reply = tom.getByRole('textbox', { name: 'Reply' });
    const form = tom.locator('.reply-form');
    const send = form.getByRole('button', { name: 'Send reply' });
    const held = Promise.withResolvers<void>();
    const pressed = Promise.withResolvers<void>();
    await tom.route('**/api/attachments?*', async (route) => {
      await held.promise;
      await route.continue();
    });
    await tom.exposeFunction('pressNow', async () => {
      await Promise.all([tom.mouse.down(), tom.mouse.up()]);
      pressed.resolve();
    });
    await tom.evaluate(() => {
      const upload = XMLHttpRequest.prototype.send;
      XMLHttpRequest.prototype.send = function (...body) {
        this.addEventListener('load', () => {
          void (window as unknown as { pressNow: () => unknown }).pressNow();
          const until = performance.now() + 500;
          while (performance.now() < until); // the press waits, and comes before React draws
        });
        return upload.apply(this, body);
      };
    });
    await reply.fill('In that moment');
    const text = { name: 'late.txt', mimeType: 'text/plain', buffer: Buffer.from('a note') };
    await form.getByLabel('Attachments').setInputFiles(text);
    await expect(form.getByRole('listitem')).toHaveCount(1);
    await send.hover();
    held.resolve();
    await pressed.promise;
    await expect(reply).toHaveValue('');
    await expect(tom.getByRole('link', { name: /late\.txt/ })).toHaveCount(1);
    await visit(tom, new URL(tom.url()).pathname);
    await expect(tom.getByText('In that moment', { exact: true })).toHaveCount(1);
    await tom.unroute('**/api/attachments?*');
  });

  test('makes one ticket where the answer was lost, also on a page that was drawn anew', async () => {
    await visit(tom, '/tickets/new');
    await title().fill('An answer lost');
    await description().fill('Sent, and not heard of.');
    const drawnAnew = tom.waitForResponse((answer) => answer.url().includes('/tickets/new?_rsc'));
    await losing(tom, () => submit().click());
    await drawnAnew; // the ticket's own event has come
    await submit().click();
    await expect(tom).toHaveURL(/\/tickets\/\d+$/);
    await visit(tom, '/tickets?q=answer+lost');
    await expect(tom.getByRole('list', { name: 'Tickets' }).getByRole('listitem')).toHaveCount(1);
    await tom.getByRole('link', { name: 'An answer lost' }).click();
  });

  test('that was corrected after an answer was lost is not taken for what was sent', async () => {
    const reply = tom.getByRole('textbox', { name: 'Reply' });
    const send = tom.getByRole('button', { name: 'Send reply' });
    await reply.fill('It is on floor 2.');
    await losing(tom, () => send.click());
    await reply.fill('It is on floor 3.');
    await send.click();
    await expect(refusal(tom)).toContainText('An earlier version of this was sent before');
    await expect(tom.getByText('It is on floor 2.', { exact: true })).toBeVisible();
    await expect(reply).toHaveValue('It is on floor 3.');
    await send.click();
    await expect(reply).toHaveValue('');
    await expect(tom.getByText('It is on floor 3.', { exact: true })).toHaveCount(1);
  });

  test('is looked for without a reload, and clearing the filters brings all back', async () => {
    await visit(tom, '/tickets');
    const list = tom.getByRole('list', { name: 'Tickets' });
    const all = await list.getByRole('listitem').count();
    expect(all).toBeGreaterThan(1);
    await tom.getByRole('searchbox', { name: 'Search tickets' }).fill('Pressed twice');
    await expect(list.getByRole('listitem')).toHaveCount(1);
    await tom.getByLabel('Status', { exact: true }).selectOption('Closed');
    await expect(tom.getByRole('heading', { name: 'No ticket fits' })).toBeVisible();
    await tom.getByRole('link', { name: 'Clear filters' }).click();
    await expect(list.getByRole('listitem')).toHaveCount(all);
  });

  test('works before any script has loaded', async () => {
    const { login, password } = printedCredentials(server).primaryContact;
    const page = await open('no scripts', { origin, scripts: false, expected: [401, 422] });
    await page.goto('/sign-in?next=/tickets/new');
    await page.getByLabel('Username', { exact: true }).fill(login);
    await page.getByLabel('Password', { exact: true }).fill('not this one');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(refusal(page)).toContainText('These sign-in details don’t match.');
    await page.getByLabel('Username', { exact: true }).fill(login);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page).toHaveURL(/\/tickets\/new$/);
    await page.getByLabel('Title', { exact: true }).fill('No scripts here');
    await page.getByRole('button', { name: 'Submit ticket' }).click();
    await expect(page.getByText('Fill this in.')).toBeVisible();
    await expect(page.getByLabel('Title', { exact: true })).toHaveValue('No scripts here');
    await page.getByLabel('Description', { exact: true }).fill('And yet it is sent.');
    await page.getByRole('button', { name: 'Submit ticket' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No scripts here');
  });

  test('is gone from the browser after signing out', async () => {
    await visit(tom, '/tickets/new');
    await description().fill('Half a thought');
    await tom.getByRole('button', { name: 'Sign out' }).click();
    await expect(tom).toHaveURL(/\/sign-in/);
    await settled(tom);
    await tom.goBack();
    await expect(tom).toHaveURL(/\/sign-in/);
  });
});

/** The server hears what `send` sends, the browser no answer. */
async function losing(page: Page, send: () => Promise<void>): Promise<void> {
  const tools = await page.context().newCDPSession(page);
  tools.on('Fetch.requestPaused', ({ requestId, request }) => {
    if (request.method !== 'POST') return tools.send('Fetch.continueRequest', { requestId });
    return tools.send('Fetch.failRequest', { requestId, errorReason: 'ConnectionReset' });
  });
  const patterns = [{ urlPattern: '*/tickets/*', requestStage: 'Response' as const }];
  await tools.send('Fetch.enable', { patterns });
  await send();
  await expect(refusal(page)).toContainText('there is no connection to the server');
  await tools.detach();
}

const html = Buffer.from('<!doctype html><script>alert(1)</script>');
