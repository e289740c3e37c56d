import type { Locator, Page } from '@playwright/test';
import { afterAll, beforeAll, test } from 'vitest';
import { expect, journey, openBrowser } from '~tests/setup/browser';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { printedCredentials, signInToConsole, visit } from './people';

journey('Two technicians on one ticket', () => {
  let server: ServerProcess;
  let nora: Page;
  let sam: Page;
  let ticket = '';
  const open = openBrowser();

  beforeAll(async () => {
    server = await startServer({ demo: true });
  });
  afterAll(() => server?.stop());

  test('each sees the other come, write and leave', async () => {
    const { admin, technician } = printedCredentials(server);
    const origin = server.origin('demo');
    nora = await open('nora', { origin, expected: [409] });
    sam = await open('sam', { origin });
    await signInToConsole(nora, { email: admin.login, password: admin.password });
    await signInToConsole(sam, { email: technician.login, password: technician.password });
    await visit(nora, '/console/tickets');
    await nora.locator('.queue > li a').first().click();
    await nora.waitForURL(/\/console\/tickets\/\d+/);
    ticket = new URL(nora.url()).pathname;
    await visit(sam, ticket);
    await expect(nora.getByText('Sam Okafor is looking at this ticket')).toBeVisible();
    await expect(sam.getByText('Nora Lindqvist is looking at this ticket')).toBeVisible();
    await sam.getByRole('textbox', { name: 'Reply' }).fill('I am on it.');
    await expect(nora.getByText('Sam Okafor is writing a reply')).toBeVisible();
  });

  test('who is overtaken is shown the reply, and nothing typed is lost', async () => {
    const field = nora.getByRole('textbox', { name: 'Reply' });
    await field.fill('We send somebody.');
    await sam.getByRole('button', { name: 'Send reply' }).click();
    await expect(nora.getByText('Sam Okafor has written since you started')).toBeVisible();
    await nora.getByRole('button', { name: 'Send reply' }).click();
    await expect(nora.getByText('Sam Okafor has replied in the meantime')).toBeVisible();
    await expect(field).toHaveValue('We send somebody.');
    await nora.getByRole('button', { name: 'Send anyway' }).click();
    await expect(sam.getByText('We send somebody.')).toBeVisible();
    await expect(field).toHaveValue('');
    await visit(sam, '/console');
    await expect(nora.getByText(/Sam Okafor is/)).toHaveCount(0);
  });

  test('a reply in the requester’s name says who wrote it', async () => {
    await nora.setViewportSize({ width: 1280, height: 720 });
    await nora.getByRole('textbox', { name: 'Reply' }).fill('It works again.');
    await nora.getByLabel('In whose name').selectOption({ index: 1 });
    await nora.getByRole('button', { name: 'Send reply' }).click();
    await expect(nora.getByText(/^Nora Lindqvist, on behalf of /)).toBeVisible();
    // Above the composer that covers the end of the talk, on a low screen too.
    const sent = nora.locator('li', { hasText: 'It works again.' });
    const compose = nora.getByRole('region', { name: 'Write' });
    await expect
      .poll(async () => (await bottomOf(sent)) <= ((await compose.boundingBox())?.y ?? 0))
      .toBe(true);
  });
});

async function bottomOf(place: Locator): Promise<number> {
  const box = await place.boundingBox();
  return box ? box.y + box.height : Number.POSITIVE_INFINITY;
}
