import type { Page } from '@playwright/test';
import { afterAll, beforeAll, test } from 'vitest';
import { expect, journey, openBrowser } from '~tests/setup/browser';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { printedCredentials, signIn, signInToConsole, visit } from './people';

journey('What is promised of a ticket, and how it went', () => {
  let server: ServerProcess;
  const open = openBrowser();
  beforeAll(async () => {
    server = await startServer({ demo: true });
  });
  afterAll(() => server?.stop());

  test('a contact reads when they are answered, a technician what is due, and a link asks for stars', async () => {
    const credentials = printedCredentials(server);
    const admin = await open('admin', { origin: server.origin('demo'), expected: [422] });
    const { login: email, password } = credentials.admin;
    await signInToConsole(admin, { email, password });

    await visit(admin, '/console/admin/settings/service-levels');
    await admin.getByLabel('Calculate due times').check();
    await admin.getByLabel('Tell contacts when they are answered').check();
    const normal = admin.getByRole('group', { name: 'Normal' });
    await normal.getByLabel('First answer', { exact: true }).fill('2');
    await normal.getByLabel('Counts').selectOption('calendar');
    await admin
      .locator('form')
      .filter({ has: normal })
      .getByRole('button', { name: /Save/ })
      .click();
    await expect(admin.getByText('Saved.').first()).toBeVisible();

    const monday = admin.getByRole('group', { name: 'Monday' });
    const hours = admin.locator('form').filter({ has: monday });
    for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) {
      const name = /^Remove/;
      await admin.getByRole('group', { name: day }).getByRole('button', { name }).click();
    }
    await hours.getByRole('button', { name: /Save/ }).click();
    await expect(hours.getByText('A week needs at least one hour of work')).toBeVisible();

    await visit(admin, '/console/admin/settings/satisfaction');
    await admin.getByLabel('Everyone whose ticket has ended').check();
    await admin.getByLabel('Hours after the end of the ticket').fill('0');
    await admin.getByRole('button', { name: 'Save changes' }).click();
    await expect(admin.getByText('Saved.')).toBeVisible();

    const contact = await open('contact', { origin: server.origin('demo') });
    const { login: username, password: secret } = credentials.contact;
    await signIn(contact, { username, password: secret });
    await visit(contact, '/tickets/new');
    await contact.getByLabel('Title').fill('The scanner is silent');
    await contact.getByLabel('Description').fill('It neither beeps nor blinks.');
    await contact.getByRole('button', { name: 'Submit ticket' }).click();
    await expect(contact.getByText(/^We answer by \w+day/)).toBeVisible();
    const number = /\/tickets\/(\d+)/.exec(contact.url())?.[1];

    await visit(admin, '/console/tickets?sort=due&direction=asc');
    const line = admin.locator('.queue > li').filter({ hasText: `#${number}` });
    await expect(line.locator('.queue-due')).toContainText(/in (1|2) hr/);
    await visit(admin, `/console/tickets/${number}`);
    const promised = admin.locator('dl').filter({ hasText: 'First answer' });
    await expect(promised).toContainText('Due');
    await admin.getByRole('button', { name: 'Close ticket' }).click();
    await expect(promised).toContainText('In time');

    const link = await linkOfRating(admin, { username, number });
    const visitor = await open('visitor', { origin: server.origin('demo') });
    await visit(visitor, `${link}&score=4`);
    await expect(visitor.getByRole('radio', { name: '4: Good' })).toBeChecked();
    await visitor.getByRole('radio', { name: '2: Bad' }).check({ force: true });
    await visitor.getByLabel('What went well').fill('It took three days.');
    await visitor.getByRole('button', { name: 'Send rating' }).click();
    await expect(visitor.getByText('Your rating has arrived')).toBeVisible();

    await visit(admin, `/console/tickets/${number}`);
    const rating = admin.getByRole('region', { name: 'Satisfaction' });
    await expect(rating.getByRole('img', { name: '2 of 5 stars' })).toBeVisible();
    await expect(rating).toContainText('It took three days.');
    await visit(admin, '/console');
    await expect(admin.getByText('0% satisfied').first()).toBeVisible();
  }, 180_000);

  /** The mail comes by a job, and all mails about a ticket have one subject. */
  async function linkOfRating(
    page: Page,
    { username, number }: { username: string; number?: string },
  ): Promise<string> {
    let link = '';
    await expect(async () => {
      await visit(page, `/console/outbox?q=${username}`);
      const mails = page
        .getByRole('main')
        .locator('a[href^="/console/outbox/"]')
        .filter({ hasText: `#${number}` });
      for (const href of await mails.evaluateAll((all) =>
        all.map((one) => one.getAttribute('href')),
      )) {
        await visit(page, href ?? '');
        link ||= /\/rate\?token=[\w-]+/.exec(await page.content())?.[0] ?? '';
      }
      expect(link).not.toBe('');
    }).toPass({ timeout: 60_000 });
    return link;
  }
});
