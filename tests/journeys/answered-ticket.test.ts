import { writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, test } from 'vitest';
import type { OpenedTenant } from '@/cli/create-tenant';
import type { Translate } from '@/i18n/translator';
import { expect, journey, openBrowser } from '~tests/setup/browser';
import { linkIn, type MailSink, openMailSink } from '~tests/setup/mail-sink';
import { createTenant, type ServerProcess, startServer } from '~tests/setup/server-process';
import { settled, signInToConsole, visit } from './people';
import { wordsOf } from './words';

const camille = { name: 'Camille Aubert', email: 'camille@aubert.test' };
const title = 'L’imprimante du deuxième étage ne répond plus';

journey('A ticket from the first mail to the last', () => {
  let server: ServerProcess;
  let sink: MailSink;
  let tenant: OpenedTenant;
  let fr: Translate;
  let admin: Page;
  let contact: Page;
  let password = '';
  const open = openBrowser();

  beforeAll(async () => {
    [sink, fr] = await Promise.all([openMailSink(), wordsOf('fr')]);
    server = await startServer({ env: { SMTP_URL: sink.url } });
    tenant = await createTenant(server, { slug: 'acme', name: 'Acme IT' });
  });
  afterAll(async () => {
    await server?.stop();
    await sink?.stop();
  });

  test('an admin creates a company and a contact, and the welcome mail arrives', async () => {
    admin = await open('admin', { origin: server.origin('acme') });
    await signInToConsole(admin, tenant.admin);
    await visit(admin, '/console/companies/new');
    await admin.getByLabel('Name', { exact: true }).fill('Aubert & Fils');
    await admin.getByLabel('E-mail domains').fill('aubert.test');
    await admin.getByRole('button', { name: 'Create company' }).click();
    await expect(admin.getByRole('heading', { level: 1 })).toHaveText('Aubert & Fils');

    await visit(admin, '/console/contacts/new');
    await admin.getByLabel('Name', { exact: true }).fill(camille.name);
    await admin.getByLabel('Company').selectOption('Aubert & Fils');
    await admin.getByLabel('E-mail').fill(camille.email);
    await admin.getByLabel('Language').selectOption('Français');
    await admin.getByRole('button', { name: 'Create contact' }).click();
    await expect(admin.getByRole('heading', { level: 1 })).toHaveText(camille.name);
    await admin.getByRole('button', { name: 'Reveal' }).click();
    const shown = admin.getByRole('status').filter({ hasText: /^\w{4}-\w{4}-\w{4}-\w{4}$/ });
    await expect(shown).toBeVisible();
    password = (await shown.textContent()) ?? '';
  });

  test('the contact signs in with what the mail says and sets a password of her own', async () => {
    const mail = await sink.next(camille.email);
    expect(mail.subject).toBe(fr('mail.welcomePassword.subject', { tenant: 'Acme IT' }));
    expect(mail.text).toContain(fr('mail.greeting', { name: camille.name }));
    expect(mail.text).toContain(password);
    const username = /camille[.\w]*/.exec((mail.text ?? '').replace(camille.email, ''))?.[0] ?? '';

    contact = await open('contact', { origin: server.origin('acme'), locale: 'fr-FR' });
    await visit(contact, linkIn(mail, '/sign-in'));
    await expect(contact.getByRole('heading', { level: 1 })).toHaveText(fr('portal.signIn.title'));
    await contact.getByLabel(fr('portal.signIn.username'), { exact: true }).fill(username);
    await contact.getByLabel(fr('portal.signIn.password'), { exact: true }).fill(password);
    await contact.getByRole('button', { name: fr('portal.signIn.submit'), exact: true }).click();
    await expect(contact).toHaveURL(/\/set-password$/);
    await settled(contact);
    await contact
      .getByLabel(fr('portal.newPassword.next'), { exact: true })
      .fill('trois chats gris');
    await contact.getByRole('button', { name: fr('portal.newPassword.submit') }).click();
    await expect(contact).toHaveURL(`${server.origin('acme')}/`);
    await expect(contact.getByRole('heading', { level: 1 })).toHaveText(fr('portal.home.ask'));
  });

  test('the generated password is gone from the console', async () => {
    await admin.reload();
    await settled(admin);
    await expect(admin.getByText('Set by the contact.')).toBeVisible();
    await expect(admin.getByRole('button', { name: 'Reveal' })).toHaveCount(0);
    expect(await admin.content()).not.toContain(password);
  });

  test('her ticket appears in the open queue, with its file', async () => {
    await visit(admin, '/console/tickets?view=all');
    await mark(admin);
    await visit(contact, '/tickets/new');
    await contact.getByLabel(fr('ticketFields.label.title'), { exact: true }).fill(title);
    await contact
      .getByLabel(fr('ticketFields.label.description'), { exact: true })
      .fill('Depuis ce matin, avec le message « papier coincé ».');
    const file = path.join(os.tmpdir(), `relevé ${process.pid}.txt`);
    writeFileSync(file, 'ligne 1\nligne 2\n');
    await contact.getByLabel(fr('portal.attach.label')).setInputFiles(file);
    await contact.getByRole('button', { name: fr('portal.newTicket.submit') }).click();
    await expect(contact).toHaveURL(/\/tickets\/1(\?sent)?$/);
    await expect(contact.getByRole('status')).toContainText(
      fr('portal.ticket.sentTitle', { number: '1' }),
    );
    const attached = contact.getByRole('link', { name: /relevé/ });
    const [download] = await Promise.all([contact.waitForEvent('download'), attached.click()]);
    expect(download.suggestedFilename()).toContain('relevé');

    await expect(admin.getByRole('link', { name: title })).toBeVisible();
    expect(await isMarked(admin), 'the queue was not loaded anew').toBe(true);
    const mail = await sink.next(camille.email);
    expect(mail.subject).toBe(fr('mail.ticketSubject', { number: '1', title }));
    expect(mail.text).toContain(fr('mail.ticketOpened.next'));
    expect((await sink.next('admin@acme.test')).subject).toContain(title);
  });

  test('a technician’s reply appears on her open page, a note does not', async () => {
    await mark(contact);
    await admin.getByRole('link', { name: title }).click();
    await expect(admin.getByRole('heading', { level: 1 })).toContainText(title);
    await admin.getByRole('button', { name: 'Assign to me' }).click();
    await admin.getByRole('tab', { name: 'Note' }).click();
    await admin.getByRole('textbox', { name: 'Note' }).fill('Secret: the tray is worn out.');
    await admin.getByRole('button', { name: 'Add note' }).click();
    await expect(messages(admin).filter({ hasText: 'Internal note' })).toContainText('worn out');
    await admin.getByRole('tab', { name: 'Reply' }).click();
    await admin.getByRole('textbox', { name: 'Reply' }).fill('Ouvrez le bac 2, j’arrive.');
    await admin.getByRole('button', { name: 'Send reply' }).click();
    await expect(messages(admin).filter({ hasText: 'Ouvrez le bac 2' })).toBeVisible();

    await expect(contact.getByText('Ouvrez le bac 2, j’arrive.')).toBeVisible();
    expect(await isMarked(contact), 'the ticket was not loaded anew').toBe(true);
    expect(await contact.content()).not.toContain('worn out');
    const mail = await sink.next(camille.email);
    expect(mail.text).toContain('Ouvrez le bac 2');
    expect(mail.text).toContain(fr('mail.ticketReply.next'));
    expect(mail.text).not.toContain('worn out');
    const first = sink.mails.find((one) => one.to === camille.email && one.inReplyTo);
    expect(mail.inReplyTo, 'one thread in her mail program').toBe(first?.inReplyTo);
    await contact.goto(linkIn(mail, '/tickets/1'));
    await expect(contact.getByRole('heading', { level: 1 })).toHaveText(title);
  });

  test('she replies, closes and reopens, and the technician sees each at once', async () => {
    await settled(contact);
    await mark(admin);
    await contact.getByRole('textbox', { name: fr('portal.ticket.reply') }).fill('Merci, à midi.');
    await contact.getByRole('button', { name: fr('portal.ticket.send') }).click();
    await expect(contact.getByText('Merci, à midi.')).toBeVisible();
    await expect(contact.getByRole('textbox', { name: fr('portal.ticket.reply') })).toHaveValue('');
    await expect(messages(admin).filter({ hasText: 'Merci, à midi.' })).toBeVisible();
    expect((await sink.next('admin@acme.test')).text).toContain('Merci, à midi.');

    await contact.getByRole('button', { name: fr('portal.ticket.close') }).click();
    await expect(contact.getByText(fr('tickets.next.done'))).toBeVisible();
    await expect(admin.getByLabel('Status', { exact: true })).toHaveValue('closed');

    await contact.getByRole('button', { name: fr('portal.ticket.reopen') }).click();
    await expect(contact.getByText(fr('tickets.next.weAnswer'))).toBeVisible();
    await expect(admin.getByLabel('Status', { exact: true })).toHaveValue('open');
    expect(await isMarked(admin), 'the ticket was not loaded anew').toBe(true);
  });

  test('the technician resolves it, and a mail in her language says so', async () => {
    await admin.getByLabel('Status', { exact: true }).selectOption('Resolved');
    await expect(contact.getByText(fr('tickets.next.confirm'))).toBeVisible();
    const mail = await sink.next(camille.email);
    expect(mail.text).toContain(fr('tickets.status.resolved'));
    expect(mail.html).toContain('lang="fr"');
  });
});

const messages = (page: Page) =>
  page.getByRole('list', { name: 'Conversation' }).getByRole('listitem');

/** What a full load would wipe. */
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { marked: true }));
const isMarked = (page: Page) => page.evaluate(() => 'marked' in window);
