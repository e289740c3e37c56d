import { afterAll, beforeAll, test } from 'vitest';
import { expect, journey, openBrowser } from '~tests/setup/browser';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { printedCredentials, settled, signIn, signInToConsole, visit } from './people';

journey('Fields of tickets', () => {
  let server: ServerProcess;
  const open = openBrowser();
  beforeAll(async () => {
    server = await startServer({ demo: true });
  });
  afterAll(() => server?.stop());

  test('an admin makes a field, a contact fills it in, and a form that was open keeps its text', async () => {
    const printed = printedCredentials(server);
    const origin = server.origin('demo');
    const admin = await open('admin', { origin, expected: [422] });
    await signInToConsole(admin, { email: printed.admin.login, password: printed.admin.password });

    await visit(admin, '/console/admin/custom-fields');
    await admin.getByRole('link', { name: 'Add a field' }).click();
    await admin.getByLabel('English').fill('Cost centre');
    await admin.getByLabel('Deutsch').fill('Kostenstelle');
    await admin.getByLabel('Type', { exact: true }).selectOption('choice');
    await admin.getByLabel('Required').check();
    await admin.getByRole('button', { name: 'Add a field' }).click();
    await expect(
      admin.getByText('Nobody could fill this field in without choices.'),
    ).not.toHaveCount(0);
    for (const [at, name] of ['Design', 'Site office'].entries()) {
      await admin.getByRole('button', { name: 'Add a choice' }).click();
      await admin.getByRole('textbox', { name: `Choice ${at + 1}` }).fill(name);
    }
    await admin.getByRole('button', { name: 'Add a field' }).click();
    await admin.waitForURL('**/custom-fields');
    const lines = admin.getByRole('list', { name: 'Custom fields' }).getByRole('listitem');
    await expect(lines.last()).toContainText('Cost centre');

    const { login: username, password } = printed.contact;
    const contact = await open('contact', { origin, device: 'phone', expected: [403, 422] });
    await signIn(contact, { username, password });
    await visit(contact, '/tickets/new');
    await contact.getByLabel('Title').fill('Plotter paper');
    await contact.getByLabel('Description').fill('We need two more rolls.');
    await contact.getByLabel('Asset tag of the device').fill('AF-PLOT-1');
    await contact.getByRole('button', { name: 'Submit ticket' }).click();
    await expect(contact.getByText('Fill this in.')).toBeVisible();
    await contact.getByLabel('Cost centre').selectOption({ label: 'Site office' });

    // Meanwhile the rules change.
    await settled(admin);
    const inPortal = admin.getByLabel('Asset tag of the device in the portal');
    await inPortal.selectOption('hidden');
    await expect(admin.getByText('It holds for Asset tag of the device')).toBeVisible();
    await contact.getByRole('button', { name: 'Submit ticket' }).click();
    await expect(
      contact.getByText('It no longer asks for: Asset tag of the device: AF-PLOT-1'),
    ).toBeVisible();
    await expect(contact.getByLabel('Asset tag of the device')).toHaveCount(0);
    await expect(contact.getByLabel('Title')).toHaveValue('Plotter paper');
    await expect(contact.getByLabel('Cost centre')).toHaveValue('siteOffice');
    await contact.getByRole('button', { name: 'Submit ticket' }).click();
    await contact.waitForURL(/\/tickets\/\d+\?sent/);
    await settled(contact);
    const number = /\d+/.exec(new URL(contact.url()).pathname)?.[0];

    await contact.getByRole('button', { name: 'Details', exact: true }).click();
    const facts = contact.getByRole('complementary', { name: 'Details' });
    await expect(facts).toContainText('Site office');
    await facts.getByRole('button', { name: 'Edit details' }).click();
    await facts.getByLabel('Cost centre').selectOption({ label: 'Design' });
    await facts.getByRole('button', { name: 'Save details' }).click();
    await expect(facts.getByRole('button', { name: 'Edit details' })).toBeFocused();
    await expect(facts).toContainText('Design');

    // The same where a ticket’s details are being changed.
    const holds = admin.waitForResponse((answer) => answer.request().method() === 'POST');
    await inPortal.selectOption('editable');
    await holds;
    await contact.reload();
    await settled(contact);
    await contact.getByRole('button', { name: 'Details', exact: true }).click();
    await facts.getByRole('button', { name: 'Edit details' }).click();
    await facts.getByLabel('Asset tag of the device').fill('AF-PLOT-3');
    const hides = admin.waitForResponse((answer) => answer.request().method() === 'POST');
    await inPortal.selectOption('hidden');
    await hides;
    await facts.getByRole('button', { name: 'Save details' }).click();
    await expect(facts).toContainText('It no longer asks for: Asset tag of the device: AF-PLOT-3');

    await visit(admin, `/console/tickets/${number}`);
    const side = admin.getByRole('complementary').last();
    await expect(side).toContainText('Design');
    await side.getByText('Ticket details').click();
    await admin.getByRole('button', { name: 'Edit details' }).click();
    await admin.getByLabel('Asset tag of the device').fill('AF-PLOT-2');
    await admin.getByRole('button', { name: 'Save details' }).click();
    await expect(side).toContainText('AF-PLOT-2');
    await contact.reload();
    await settled(contact);
    expect(await contact.content()).not.toContain('AF-PLOT-2');

    await visit(admin, '/console/admin/custom-fields/costCentre');
    await admin.getByRole('button', { name: 'Delete field' }).click();
    const asked = admin.getByRole('alertdialog');
    await expect(asked).toContainText('1 ticket holds a value of it.');
    await asked.getByRole('button', { name: 'Delete field' }).click();
    await admin.waitForURL('**/custom-fields');
    await expect(lines.filter({ hasText: 'Cost centre' })).toHaveCount(0);
  });
});
