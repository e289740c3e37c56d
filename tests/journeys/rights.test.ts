import type { Page } from '@playwright/test';
import { afterAll, beforeAll, test } from 'vitest';
import { expect, journey, openBrowser } from '~tests/setup/browser';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { callApi } from './call-api';
import { printedCredentials, refusal, settled, signIn, signInToConsole, visit } from './people';

const company = 'Alder & Finch Architects';
const everything = `All tickets of ${company}`;

journey('What somebody may see, from the next request on', () => {
  let server: ServerProcess;
  let admin: Page;
  let priya: Page;
  const open = openBrowser();
  beforeAll(async () => {
    server = await startServer({ demo: true });
    const printed = printedCredentials(server);
    const origin = server.origin('demo');
    admin = await open('admin', { origin });
    await signInToConsole(admin, { email: printed.admin.login, password: printed.admin.password });
    priya = await open('primary contact', { origin, expected: [404] });
    const { login, password } = printed.primaryContact;
    await signIn(priya, { username: login, password });
  });
  afterAll(() => server?.stop());

  test('a primary contact follows the company, until the flag is removed', async () => {
    await priya.getByRole('link', { name: everything }).click();
    await expect(priya.getByRole('heading', { level: 1 })).toHaveText(everything);
    const ofCompany = await linksOf(priya, everything);
    await visit(priya, '/tickets');
    const own = await linksOf(priya, 'Tickets');
    const [colleagues] = ofCompany.filter((path) => !own.includes(path));
    await visit(priya, colleagues ?? '/no-colleague-has-a-ticket');
    await expect(priya.getByRole('list', { name: 'Conversation' })).toBeVisible();

    await visit(admin, '/console/contacts?q=Priya');
    await admin.getByRole('link', { name: /Priya Raman/ }).click();
    await expect(admin.getByRole('heading', { level: 1 })).toHaveText('Priya Raman');
    const flag = admin.getByRole('switch', { name: 'Primary contact' });
    await flag.uncheck();
    await expect(admin.getByText(/Priya Raman sees their own tickets only/)).toBeVisible();

    await priya.reload();
    await expect(priya.getByRole('heading', { level: 1 })).toHaveText('There is nothing here');
    await settled(priya);
    await expect(priya.getByRole('link', { name: everything })).toHaveCount(0);
    const gone = await priya.goto('/company-tickets');
    expect(gone?.status()).toBe(404);
    const refused = await priya.getByRole('main').textContent();
    const unknown = await priya.goto('/tickets/987654');
    expect(unknown?.status()).toBe(404);
    expect(await priya.getByRole('main').textContent(), 'one answer for both').toBe(refused);

    await flag.check();
    await expect(admin.getByText(/Priya Raman sees every ticket of/)).toBeVisible();
    await visit(priya, '/company-tickets');
    await expect(priya.getByRole('heading', { level: 1 })).toHaveText(everything);
  });

  test('tickets in a hidden status vanish from list, search and address', async () => {
    await visit(priya, '/company-tickets?status=closed');
    const list = priya.getByRole('list', { name: everything });
    const closed = list.getByRole('link').first();
    const path = (await closed.getAttribute('href')) ?? '';
    const title = (await closed.textContent()) ?? '';

    await visit(admin, '/console/admin/settings/tickets');
    await admin.getByRole('checkbox', { name: 'Closed' }).uncheck();
    await expect(admin.getByText(/A ticket that becomes Closed vanishes/)).toBeVisible();
    await admin.getByRole('button', { name: 'Save changes' }).click();
    await expect(admin.getByRole('button', { name: 'Undo' })).toBeVisible();

    await visit(priya, '/company-tickets?status=closed');
    await expect(priya.getByRole('heading', { name: 'No ticket fits' })).toBeVisible();
    await visit(priya, `/company-tickets?${new URLSearchParams({ q: title })}`);
    await expect(priya.getByRole('link', { name: title })).toHaveCount(0);
    expect((await priya.goto(path))?.status()).toBe(404);

    await admin.getByRole('button', { name: 'Undo' }).click();
    await expect(admin.getByRole('checkbox', { name: 'Closed' })).toBeChecked();
    await expect(admin.getByRole('button', { name: 'Undo' })).toHaveCount(0);
    expect((await priya.goto(path))?.status()).toBe(200);
  });

  test('hiding every status is asked about first', async () => {
    await visit(admin, '/console/admin/settings/tickets');
    for (const name of ['Open', 'Pending', 'Resolved', 'Closed']) {
      await admin.getByRole('checkbox', { name }).uncheck();
    }
    await admin.getByRole('button', { name: 'Save changes' }).click();
    const question = admin.getByRole('alertdialog', { name: 'Hide every ticket from contacts?' });
    await question.getByRole('button', { name: 'Cancel' }).click();
    await visit(priya, '/company-tickets');
    await expect(priya.getByRole('list', { name: everything })).toBeVisible();

    await admin.getByRole('button', { name: 'Save changes' }).click();
    await question.getByRole('button', { name: 'Hide every ticket' }).click();
    await expect(admin.getByRole('button', { name: 'Undo' })).toBeVisible();
    await visit(priya, '/company-tickets');
    await expect(priya.getByRole('list', { name: everything })).toHaveCount(0);
    await admin.getByRole('button', { name: 'Undo' }).click();
    await expect(admin.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  });

  test('where tickets stay closed, a follow-up is the way and both are linked', async () => {
    await visit(admin, '/console/admin/settings/tickets');
    await admin.getByRole('radio', { name: 'Tickets can’t be reopened' }).check();
    await admin.getByRole('button', { name: 'Save changes' }).click();
    await expect(admin.getByRole('button', { name: 'Undo' })).toBeVisible();

    await visit(priya, '/company-tickets?status=closed');
    await priya.getByRole('list', { name: everything }).getByRole('link').first().click();
    await expect(priya).toHaveURL(/\/tickets\/\d+$/);
    const before = /\d+$/.exec(priya.url())?.[0] ?? '';
    await expect(priya.getByRole('link', { name: 'Create a follow-up' })).toBeVisible();
    await expect(priya.getByText(/can’t be reopened/).first()).toBeVisible();
    await expect(priya.getByRole('button', { name: 'Reopen ticket' })).toHaveCount(0);
    await expect(priya.getByRole('textbox', { name: 'Reply' })).toHaveCount(0);
    await priya.getByRole('link', { name: 'Create a follow-up' }).click();
    await expect(priya).toHaveURL(`${server.origin('demo')}/tickets/new?followUp=${before}`);
    await priya.getByLabel('Title', { exact: true }).fill('It has come back');
    await priya.getByLabel('Description', { exact: true }).fill('The same as last time.');
    await priya.getByRole('button', { name: 'Submit ticket' }).click();
    await expect(priya.getByText(new RegExp(`Goes on from ticket ${before}`))).toBeVisible();

    await admin.getByRole('button', { name: 'Undo' }).click();
    await expect(admin.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  });

  test('without the section its pages don’t exist, and an open form is refused', async () => {
    const { contact } = printedCredentials(server);
    const origin = server.origin('demo');
    const tom = await open('contact', { origin, expected: [403, 404] });
    await signIn(tom, { username: contact.login, password: contact.password });
    await visit(tom, '/tickets/new');
    await tom.getByLabel('Title', { exact: true }).fill('One more thing');
    await tom.getByLabel('Description', { exact: true }).fill('Written before the change.');

    const { apiKey } = await server.cli<{ apiKey: string }>(
      ...['api-key', 'create', '--tenant', 'demo', '--scopes', 'all'],
    );
    const change = (audience: string) =>
      callApi(
        server,
        { slug: 'demo', key: apiKey },
        {
          method: 'PATCH',
          path: '/portal/sections/ticketing',
          body: { audience },
        },
      );
    await change('nobody');
    await tom.getByRole('button', { name: 'Submit ticket' }).click();
    await expect(refusal(tom)).toBeVisible();
    await expect(tom.getByLabel('Description', { exact: true })).toHaveValue(
      'Written before the change.',
    );
    expect((await tom.goto('/tickets'))?.status()).toBe(404);
    await settled(tom);
    await expect(tom.getByRole('link', { name: 'Tickets', exact: true })).toHaveCount(0);
    await visit(tom, '/');
    await expect(tom.getByRole('heading', { level: 1 })).toHaveText(/^Welcome to the portal of/);

    await change('everyone');
    await visit(tom, '/tickets');
    await expect(tom.getByRole('list', { name: 'Tickets' })).toBeVisible();
    await expect(tom.getByRole('link', { name: 'One more thing' })).toHaveCount(0);
  });
});

/** Where the rows of this list lead. */
async function linksOf(page: Page, name: string): Promise<string[]> {
  const list = page.getByRole('list', { name, exact: true });
  await expect(list).toBeVisible();
  const links = await list.getByRole('link').all();
  return Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''));
}
