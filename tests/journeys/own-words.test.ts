import { writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, test } from 'vitest';
import { expect, journey, openBrowser } from '~tests/setup/browser';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { printedCredentials, settled, signInToConsole, visit } from './people';

journey('Mails in the tenant’s own words, and a file of ten thousand lines', () => {
  let server: ServerProcess;
  const open = openBrowser();
  beforeAll(async () => {
    server = await startServer({ demo: true });
  });
  afterAll(() => server?.stop());

  async function asAdmin() {
    const { login, password } = printedCredentials(server).admin;
    const page = await open('admin', { origin: server.origin('demo'), expected: [422] });
    await signInToConsole(page, { email: login, password });
    return page;
  }

  test('an admin words a mail by keyboard, sees it, tries it and takes it back', async () => {
    const page = await asAdmin();
    await visit(page, '/console/admin/notifications');
    await page.getByLabel('Sender name').fill('Tidewright Helpdesk');
    await expect(page.getByText('Tidewright Helpdesk', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText('The next mail says it.')).toBeVisible();
    await page.getByRole('link', { name: /^Reply to a ticket/ }).click();
    await page.waitForURL('**/notifications/ticketReply');
    await settled(page);

    const text = page.getByLabel('Text', { exact: true });
    const shown = page.frameLocator('iframe');
    await expect(shown.getByText('Hello Jane Doe,')).toBeVisible();
    await text.fill('Hi {{nom}}: {{link}}');
    await expect(page.getByText('There is no variable {{nom}}')).toBeVisible();
    await text.fill('**News** in ');
    await page.getByRole('button', { name: /^Insert \{\{ticketNumber\}\}/ }).focus();
    await page.keyboard.press('Enter');
    await expect(text).toBeFocused();
    await page.keyboard.type(': ');
    await page.getByRole('button', { name: /^Insert \{\{link\}\}/ }).focus();
    await page.keyboard.press('Enter');
    await expect(text).toHaveValue('**News** in {{ticketNumber}}: {{link}}');
    await expect(shown.getByRole('link')).toHaveText(/\/tickets\/4711$/);

    const tabs = page.getByRole('navigation', { name: 'Languages of this mail' });
    await tabs.getByRole('button', { name: 'Deutsch' }).click();
    await expect(shown.getByText('Guten Tag Jane Doe,')).toBeVisible();
    await tabs.getByRole('button', { name: 'English Not saved' }).click();
    await expect(text).toHaveValue('**News** in {{ticketNumber}}: {{link}}');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(tabs.getByRole('button', { name: 'English Changed' })).toBeVisible();
    await page.getByRole('button', { name: 'Send me a test' }).click();
    await expect(page.getByText('On its way to')).toBeVisible();

    await page.getByRole('button', { name: 'Reset to the standard text' }).click();
    await page.getByRole('button', { name: 'Reset text' }).click();
    await expect(page.getByText('This is the standard text.')).toBeVisible();
    await expect(shown.getByText('Hello Jane Doe,')).toBeVisible();

    await visit(page, '/console/outbox');
    const test = page.getByRole('link', { name: /^Test: \[#4711\]/ });
    await expect(async () => {
      await page.reload();
      await expect(test).toBeVisible({ timeout: 1_000 });
    }).toPass();
  });

  test('ten thousand lines are checked while the screen says how far it is', async () => {
    const page = await asAdmin();
    const file = path.join(os.tmpdir(), `servicedesk-import-${process.pid}.csv`);
    const lines = Array.from({ length: 10_000 }, (_, n) => `Nobody,Person ${n},p${n}@nobody.test`);
    writeFileSync(file, ['company,name,email', ...lines].join('\n'));
    await visit(page, '/console/contacts/import');
    await page.getByLabel('CSV file').setInputFiles(file);
    const main = page.getByRole('main');
    await page.evaluate(overASlowLine);
    await page.evaluate(() => {
      const seen = new Set<string>();
      Object.assign(window, { seen });
      new MutationObserver(() => {
        const bar = document.querySelector('progress');
        if (bar) seen.add(bar.getAttribute('aria-label') ?? '');
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    await main.getByRole('button', { name: 'Check the lines' }).click();
    await expect(main.getByText('10,000 lines have a problem.')).toBeVisible({ timeout: 10_000 });
    const seen = await page.evaluate(() => [...(window as never as { seen: Set<string> }).seen]);
    expect(seen.length).toBeGreaterThan(1);
    for (const words of seen) expect(words).toMatch(/^[\d,]+ of 10,000 lines checked$/);
    await expect(main.getByRole('row')).toHaveCount(201);
    await main.getByRole('button', { name: 'Show all 10,000 lines' }).click();
    await expect(main.getByRole('row')).toHaveCount(10_001, { timeout: 20_000 });
  });
});

/** Hands what the server says of a file to the page line by line, so that no line overtakes a frame. */
function overASlowLine(): void {
  const fetchNow = window.fetch;
  window.fetch = async (...asked) => {
    const answer = await fetchNow(...asked);
    if (!String(asked[0]).startsWith('/api/imports/')) return answer;
    const lines = (await answer.text()).split(/(?<=\n)/);
    const slow = new ReadableStream<Uint8Array>({
      async pull(to) {
        const line = lines.shift();
        if (line === undefined) return to.close();
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)));
        to.enqueue(new TextEncoder().encode(line));
      },
    });
    return new Response(slow, { status: answer.status, headers: answer.headers });
  };
}
