import { readFileSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { inTenant } from '@/access/in-transaction';
import type { Scope, System, Technician } from '@/access/scope';
import { deliverMail } from '@/notifications/deliver-mail';
import { closeMailTransport } from '@/notifications/mail-transport';
import { type QueuedMail, queueMail } from '@/notifications/queue-mail';
import { readMail, readMails } from '@/notifications/read-mails';
import { outboxMessages } from '@/notifications/tables';
import { previewMail, sendTestMail } from '@/notifications/try-mail';
import { resetMail, wordMail } from '@/notifications/word-mail';
import { ChangeMailSender, changeMailSender } from '@/settings/change-mail-sender';
import { setting } from '@/settings/tenant-settings';
import { list } from '~tests/laws/source';
import { freshDatabase } from '~tests/setup/fresh-database';
import { startMoodyMailServer } from '~tests/setup/moody-mail-server';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { onDatabase } from '~tests/setup/statement';
import {
  asApiKey,
  asContact,
  asSystem,
  asTechnician,
  makeTenant,
  nextRequest,
} from '~tests/setup/tenants';

const sink = await startMoodyMailServer();
process.env.SMTP_URL = sink.url;
process.env.MAIL_FROM = 'Installation <no-reply@desk.test>';
const urls = await freshDatabase();
const tenant = await makeTenant('Acme IT');
const admin = await asTechnician(tenant, 'admin');
const foreign = await asTechnician(await makeTenant('Other IT'), 'admin');

afterAll(async () => {
  closeMailTransport();
  await sink.stop();
});
beforeEach(() => {
  sink.mails.length = 0;
});

const wording = {
  mail: 'ticketOpened',
  language: 'en',
  subject: 'Got it: {{title}}',
  body: 'Hi {{name}}, all about **{{ticketNumber}}** is [here]({{link}}).',
} as const;

async function sent(scope: Scope, mail: Partial<QueuedMail> = {}) {
  const system: Scope<System> = await asSystem(scope.tenant);
  const id = await inTenant(scope.tenant.id, (tx) =>
    queueMail(tx, system, {
      template: 'ticketOpened',
      to: { address: 'ann@alder.test', name: 'Ann', language: 'en' },
      params: { number: '7', title: 'No sound' },
      ...mail,
    } as QueuedMail),
  );
  await deliverMail(system, { messageId: id });
  return sink.mails.at(-1)!;
}

describe('a mail in own words', () => {
  it('leaves as it was worded, in that language and tenant alone, and stands in the log', async () => {
    const { entries } = await withAudit(tenant, () => wordMail(admin, wording));
    expect(entries).toMatchObject([
      {
        event: 'mail.worded',
        subjectId: 'ticketOpened',
        before: { hasOwnWords: false, mailSubject: null },
        after: {
          mail: 'ticketOpened',
          language: 'en',
          hasOwnWords: true,
          mailSubject: 'Got it: {{title}}',
        },
      },
    ]);
    expect(JSON.stringify(entries)).not.toContain('all about');
    const mail = await sent(admin);
    expect(mail.subject).toBe('Got it: No sound');
    expect(mail.text).toContain('Hi Ann, all about 7 is here (http');
    expect(mail.html).toContain('<strong>7</strong>');
    const french = await sent(admin, { to: { address: 'a@b.test', name: 'Zoé', language: 'fr' } });
    expect(french.subject).toBe('[#7] No sound');
    expect(french.text).toContain('Bonjour Zoé');
    expect((await sent(foreign)).subject).toBe('[#7] No sound');
    expect((await readMail(foreign, 'ticketOpened')).ownLanguages).toEqual([]);
  });

  it('is written once: the same words again are no change', async () => {
    const { events } = await withAudit(tenant, () => wordMail(admin, wording));
    expect(events).toEqual([]);
  });

  it('is listed and shown beside ours', async () => {
    const all = await readMails(admin);
    expect(all.find(({ name }) => name === 'ticketOpened')?.ownLanguages).toEqual(['en']);
    expect(all.filter(({ ownLanguages }) => ownLanguages.length > 0)).toHaveLength(1);
    const { subject, body } = wording;
    const view = await readMail(admin, 'ticketOpened');
    expect(view).toMatchObject({
      to: 'contacts',
      required: ['link'],
      own: { en: { subject, body } },
    });
    expect(view.standard.de.body).toContain('Guten Tag {{name}}');
    expect(await refusalOf(readMail(admin, 'dnsInstructions'))).toMatchObject({ status: 404 });
  });

  it('gets our words back, with one entry, and once', async () => {
    const { entries } = await withAudit(tenant, () => resetMail(admin, wording));
    expect(entries).toMatchObject([
      { event: 'mail.reset', before: { hasOwnWords: true }, after: { hasOwnWords: false } },
    ]);
    expect((await sent(admin)).subject).toBe('[#7] No sound');
    const { events } = await withAudit(tenant, () => resetMail(admin, wording));
    expect(events).toEqual([]);
  });

  it('in our words, letter by letter, is in no words of its own', async () => {
    await wordMail(admin, wording);
    const { standard } = await readMail(admin, 'ticketOpened');
    const { events } = await withAudit(tenant, () =>
      wordMail(admin, { ...wording, ...standard.en }),
    );
    expect(events).toEqual(['mail.reset']);
  });

  it('is refused with a variable that there is not, and nothing is kept', async () => {
    const { result, events } = await withAudit(tenant, () =>
      refusalOf(wordMail(admin, { ...wording, body: '{{link}} {{password}}' })),
    );
    expect(result.key).toBe('notifications.variableUnknown');
    expect(events).toEqual([]);
  });
});

describe('only admins and keys for settings', () => {
  const deeds: [string, (scope: Scope<Technician>) => Promise<unknown>][] = [
    ['list', (scope) => readMails(scope)],
    ['read', (scope) => readMail(scope, 'ticketOpened')],
    ['word', (scope) => wordMail(scope, wording)],
    ['reset', (scope) => resetMail(scope, wording)],
    ['preview', (scope) => previewMail(scope, wording)],
    ['try', (scope) => sendTestMail(scope, wording)],
    ['name the sender of', (scope) => changeMailSender(scope, { name: 'X' })],
  ];
  it.each(deeds)('%s mails', async (_, deed) => {
    const others: Scope[] = [
      await asTechnician(tenant),
      await asContact(tenant),
      await asApiKey(tenant, ['tickets:read', 'contacts:write']),
    ];
    for (const scope of others) {
      const { result, events } = await withAudit(tenant, () =>
        refusalOf(deed(scope as Scope<Technician>)),
      );
      expect(result.status).toBe(403);
      expect(events).toEqual([]);
    }
  });
});

describe('words that are tried', () => {
  it('look as they would be sent, with nobody’s data, and are kept nowhere', async () => {
    const shown = await previewMail(admin, { ...wording, language: 'de' });
    expect(shown.subject).toBe('Got it: Der Drucker im zweiten Stock ist offline');
    expect(shown.html).toContain('<html lang="de">');
    const { standard } = await readMail(admin, 'ticketOpened');
    const ours = await previewMail(admin, { ...wording, ...standard.en });
    expect(ours.text).toContain('Hello Jane Doe,');
    expect((await readMail(admin, 'ticketOpened')).ownLanguages).toEqual([]);
    const refusal = await refusalOf(previewMail(admin, { ...wording, body: '{{nom}}' }));
    expect(refusal.values.variable).toBe('{{nom}}');
  });

  it('reach the admin who tries them, marked as a test, with one entry', async () => {
    const { entries } = await withAudit(tenant, () => sendTestMail(admin, wording));
    expect(entries).toMatchObject([
      { event: 'mail.tried', subjectId: 'ticketOpened', after: { language: 'en' } },
    ]);
    const [row] = await inTenant(tenant.id, (tx) => tx.select().from(outboxMessages)).then((rows) =>
      rows.filter(({ template }) => template === 'mailTest'),
    );
    await deliverMail(await asSystem(tenant), { messageId: row!.id });
    const mail = sink.mails.at(-1)!;
    expect(mail.subject).toBe('Test: Got it: The printer on the second floor is offline');
    expect([mail.to].flat()[0]!.value[0]!.address).toBe(admin.actor.email);
    expect(mail.text).toContain('Hi Jane Doe, all about 4711');
  });

  it('are refused after thirty in an hour, of this tenant alone', async () => {
    for (let sent = 1; sent < 30; sent += 1) await sendTestMail(admin, wording);
    expect(await refusalOf(sendTestMail(admin, wording))).toMatchObject({
      key: 'notifications.tooManyTrials',
      status: 429,
    });
    await sendTestMail(foreign, wording);
  });
});

describe('the sender', () => {
  const change = (input: object) => ChangeMailSender.parse(input);

  it('is the name that was chosen at our own address, and answers reach the chosen one', async () => {
    const plain = await sent(admin);
    expect(plain.from!.value).toEqual([{ name: 'Acme IT', address: 'no-reply@desk.test' }]);
    expect(plain.replyTo).toBeUndefined();
    expect(plain.text).toContain('Replies to it are not read');
    const { entries } = await withAudit(tenant, () =>
      changeMailSender(admin, change({ name: ' Acme Helpdesk ', replyTo: 'Help@Acme.TEST' })),
    );
    expect(entries).toMatchObject([
      {
        event: 'settings.mailSenderChanged',
        before: { name: '', replyTo: '' },
        after: { name: 'Acme Helpdesk', replyTo: 'help@acme.test' },
      },
    ]);
    const mail = await sent(admin);
    expect(mail.from!.value).toEqual([{ name: 'Acme Helpdesk', address: 'no-reply@desk.test' }]);
    expect(mail.replyTo!.value[0]!.address).toBe('help@acme.test');
    expect(mail.text).toContain('Replies reach help@acme.test');
    const others = await sent(foreign);
    expect(others.from!.value[0]!.name).toBe('Other IT');
    expect(others.replyTo).toBeUndefined();
  });

  it('leaves to a mail its own address for answers', async () => {
    const mail = await sent(admin, { replyTo: 'ada@msp.test' });
    expect(mail.replyTo!.value[0]!.address).toBe('ada@msp.test');
  });

  it.each([
    'Größtes „Systemhaus“ der Welt, für Rückfragen und Überraschungen — 東京支社 🙂',
    'Ärger; nobody@evil.test, x',
    '"Quoted" \\ back, (comment): group;',
  ])('may be called %s and stays one name in folded lines', async (name) => {
    await changeMailSender(admin, change({ name }));
    const mail = await sent(admin);
    expect(mail.from!.value).toEqual([{ name, address: 'no-reply@desk.test' }]);
    for (const { key, line } of mail.headerLines) {
      if (key !== 'from') continue;
      for (const part of line.split('\r\n')) {
        expect(Buffer.byteLength(part)).toBeLessThanOrEqual(76 + 'From: '.length);
        expect(part).toMatch(/^[\x20-\x7e]*$/);
      }
    }
  });

  it.each([
    { name: 'Acme\r\nBcc: all@acme.test' },
    { name: 'Acme\nX' },
    { name: 'Acme\u2028X' },
    { name: 'Acme\u202eX' },
    { name: 'Bank <help@bank.test>' },
    { name: '=?utf-8?q?Bank=0D=0AX?=' },
    { name: 'x'.repeat(81) },
    { replyTo: 'help@acme.test\r\nBcc: all@acme.test' },
    { replyTo: 'Acme <help@acme.test>' },
    { replyTo: 'a@acme.test, b@acme.test' },
    { replyTo: '"e@a.com"@v.com' },
    { replyTo: 'nobody' },
  ])('is refused as %j', (input) => {
    const parsed = ChangeMailSender.safeParse(input);
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual(Object.keys(input));
  });

  it('goes back to the tenant’s name and the support contact', async () => {
    await changeMailSender(admin, change({ name: '', replyTo: '' }));
    expect(setting(await nextRequest(admin), 'mailSender')).toMatchObject({
      name: '',
      replyTo: '',
    });
    expect((await sent(admin)).from!.value[0]!.name).toBe('Acme IT');
  });
});

it('own words of welcome mails from before are kept, with what stood around them', async () => {
  const [file] = list('drizzle').filter((one) => one.endsWith('_mail_texts_protection.sql'));
  const move = readFileSync(file!, 'utf8')
    .split('--> statement-breakpoint')
    .find((statement) => statement.includes('INSERT INTO "mail_texts"'))!;
  const texts = { fr: 'Bienvenue {name}, chez {tenant} : {portal} {username} {x}', de: '' };
  await onDatabase(
    urls.admin,
    `insert into settings (tenant_id, key, value) values ($1, 'welcomeMail', $2)`,
    [tenant.id, JSON.stringify({ enabled: true, texts })],
  );
  await onDatabase(urls.admin, move);
  const link = await readMail(admin, 'welcomeLink');
  const ours = link.standard.fr;
  expect(link.ownLanguages).toEqual(['fr']);
  expect(link.own.fr?.subject).toBe(ours.subject);
  const own = 'Bienvenue {{name}}, chez {{tenant}} : {{portal}} {{username}} {x}';
  const [, , intro] = ours.body.split('\n\n');
  expect(link.own.fr?.body).toBe(ours.body.replace(intro!, own));
  const password = await readMail(admin, 'welcomePassword');
  expect(password.own.fr?.body).toContain('**Mot de passe\u202f:** {{password}}');
  expect(password.own.fr?.body).toContain(own);
  expect((await readMail(foreign, 'welcomeLink')).ownLanguages).toEqual([]);
});
