import { eq } from 'drizzle-orm';
import { inTenant } from '@/access/in-transaction';
import type { TenantIdentity } from '@/access/scope';
import { inboundMails } from '@/notifications/inbound/tables';
import { createMailbox } from '@/notifications/mailboxes/create-mailbox';
import { fetchMailbox } from '@/notifications/mailboxes/fetch-mailbox';
import type { MailboxRow } from '@/notifications/mailboxes/mailbox-rows';
import { readMailbox } from '@/notifications/mailboxes/read-mailboxes';
import { mailboxes } from '@/notifications/mailboxes/tables';
import { newId } from '@/platform/ids';
import type { Dovecot } from '~tests/setup/dovecot';
import { asSystem, asTechnician, makeTenant } from '~tests/setup/tenants';

/** The loopback stands for the operator's own mail server, and for names of the internet. */
export const reach = {
  allowed: new Set(['127.0.0.1']),
  resolve: async (host: string) => (host === 'nowhere.test' ? [] : ['127.0.0.1']),
};

type Server = Pick<Dovecot, 'port' | 'password'> & Partial<Pick<Dovecot, 'visit'>>;
type Given = Partial<Parameters<typeof createMailbox>[1]>;

/** A tenant with a mailbox of a user of its own, an admin, and what the jobs would do. */
export async function makeMailbox(dovecot: Server, given: Given = {}) {
  const tenant = await makeTenant();
  const admin = await asTechnician(tenant, 'admin');
  const system = await asSystem(tenant, 'fetchMailbox');
  const user = given.username ?? `desk-${newId()}`;
  const input = inputFor(dovecot, { ...given, username: user });
  const { id } = await createMailbox(admin, input, reach);
  const fetch = () => fetchMailbox(system, { mailboxId: id }, reach);
  return {
    ...{ tenant, admin, system, user, id, fetch },
    view: () => readMailbox(admin, id),
    row: () => rowOf(tenant, id),
    due: (change: Partial<MailboxRow> = {}) => letPass(tenant, id, change),
    put: (...subjects: string[]) =>
      dovecot.visit?.(user, async (client) => {
        for (const subject of subjects) await client.append('INBOX', rawMail(subject));
      }),
  };
}

/** Lets the time until the next look pass, and what is known become something else. */
function letPass(tenant: TenantIdentity, id: string, change: Partial<MailboxRow>) {
  return inTenant(tenant.id, (tx) =>
    tx
      .update(mailboxes)
      .set({ nextTryAt: new Date(0), ...change })
      .where(eq(mailboxes.id, id)),
  );
}

export const inputFor = (dovecot: Server, given: Given = {}) => ({
  host: 'mail.customer.test',
  port: dovecot.port,
  security: 'none' as const,
  username: 'desk',
  password: dovecot.password,
  folder: 'INBOX',
  afterwards: 'markRead' as const,
  moveTo: '',
  active: true,
  ...given,
});

export const rawMail = (subject: string, text = 'It blinks red.') =>
  [
    'From: Ada <ada@customer.test>',
    'To: support@customer.test',
    `Subject: ${subject}`,
    `Message-ID: <${subject.replaceAll(' ', '-')}@customer.test>`,
    'Date: Fri, 27 Nov 2026 03:00:00 +0000',
    '',
    text,
    '',
  ].join('\r\n');

export async function rowOf(tenant: TenantIdentity, id: string) {
  const [row] = await inTenant(tenant.id, (tx) =>
    tx.select().from(mailboxes).where(eq(mailboxes.id, id)),
  );
  if (!row) throw new Error('no such mailbox');
  return row;
}

export const takenIn = (tenant: TenantIdentity) =>
  inTenant(tenant.id, (tx) => tx.select().from(inboundMails).orderBy(inboundMails.id));
