import { afterAll, beforeAll, test } from 'vitest';
import { expect, journey, openBrowser } from '~tests/setup/browser';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { printedCredentials, settled, signIn, signInToConsole, visit } from './people';
import { wordsOf } from './words';

journey('A newcomer', () => {
  let server: ServerProcess;
  const open = openBrowser();
  beforeAll(async () => {
    server = await startServer({ demo: true });
  });
  afterAll(() => server?.stop());

  test('finds addresses and credentials on the screen, and a contact’s open the portal', async () => {
    expect(server.output()).toContain(`Portal    ${server.origin('demo')}/`);
    const { contact } = printedCredentials(server);
    const page = await open('contact', { origin: server.origin('demo') });
    await page.goto('/');
    await expect(page).toHaveURL(/\/sign-in$/);
    await signIn(page, { username: contact.login, password: contact.password });
    await expect(page).toHaveURL(`${server.origin('demo')}/`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/What do you need help with/);

    await page.getByRole('link', { name: 'Tickets', exact: true }).click();
    await expect(page).toHaveURL(/\/tickets$/);
    const tickets = page.getByRole('list', { name: 'Tickets' });
    const first = tickets.getByRole('link').first();
    const title = ((await first.textContent()) ?? '').replace(/ \(.*\)$/, '');
    await first.click();
    await expect(page).toHaveURL(/\/tickets\/\d+$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await expect(page.getByRole('list', { name: 'Conversation' })).toBeVisible();
  });

  test('sees the queue with a technician’s', async () => {
    const { technician, admin } = printedCredentials(server);
    const page = await open('technician', { origin: server.origin('demo'), expected: [403] });
    await signInToConsole(page, { email: technician.login, password: technician.password });
    await expect(page).toHaveURL(`${server.origin('demo')}/console`);
    await visit(page, '/console/tickets');
    await expect(page.getByRole('heading', { level: 1, name: 'All open' })).toBeVisible();
    await page.goto('/console/admin/technicians');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page is for admins');
    const other = await open('admin', { origin: server.origin('demo') });
    await signInToConsole(other, { email: admin.login, password: admin.password });
    await visit(other, '/console/admin/technicians');
    await expect(other.getByRole('heading', { level: 1 })).toHaveText('Technicians');
  });

  test('is let in by one press on a role card, each with its own view', async () => {
    const page = await open('visitor', { origin: server.origin('demo') });
    await visit(page, '/sign-in');
    const cards = page.getByRole('region', { name: 'Try the demo' });
    await expect(cards.getByRole('button')).toHaveCount(5);

    await cards.getByRole('button', { name: /^Primary contact/ }).click();
    await expect(page).toHaveURL(`${server.origin('demo')}/`);
    await settled(page);
    const nav = page.getByRole('navigation', { name: 'Main' });
    await expect(nav.getByRole('link', { name: /^All tickets of / })).toBeVisible();

    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(/\/sign-in$/);
    await settled(page);
    await cards.getByRole('button', { name: /^Contact without tickets/ }).click();
    await expect(page).toHaveURL(`${server.origin('demo')}/`);
    await settled(page);
    const de = await wordsOf('de');
    const nothing = de('portal.home.nothingTitle', { name: 'Tidewright IT' });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(nothing);
    await expect(page.getByRole('link', { name: de('portal.nav.tickets') })).toHaveCount(0);

    await page.getByRole('button', { name: de('portal.nav.signOut') }).click();
    await expect(page).toHaveURL(/\/sign-in$/);
    await settled(page);
    await cards.getByRole('button', { name: /^Admin/ }).click();
    await expect(page).toHaveURL(`${server.origin('demo')}/console`);
  });

  test('gets no cards and no printed password where the installation is live', async () => {
    const live = await startServer();
    try {
      await live.cli('demo', 'load');
      expect(live.output()).not.toContain('Sign in as');
      const page = await open('visitor', { origin: live.origin('demo') });
      await visit(page, '/sign-in');
      await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
      await expect(page.getByRole('heading', { name: 'Try the demo' })).toHaveCount(0);
      await visit(page, '/console/sign-in');
      await expect(page.getByRole('heading', { name: 'Try the demo' })).toHaveCount(0);
    } finally {
      await live.stop();
    }
  });
});
