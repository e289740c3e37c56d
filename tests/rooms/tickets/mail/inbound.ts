import { eq } from 'drizzle-orm';
import { inTenant } from '@/access/in-transaction';
import type { TenantIdentity } from '@/access/scope';
import { inboundMails } from '@/notifications/inbound/tables';
import { takeIn } from '@/notifications/inbound/take-in';
import { newId } from '@/platform/ids';
import { receiveMail } from '@/tickets/mail/receive-mail';
import { startDnsServer } from '~tests/setup/dns-server';
import { asSystem } from '~tests/setup/tenants';

/** Where mail of authenticated senders comes from in these tests: their SPF names it. */
export const goodAddress = '192.0.2.10';
export const otherAddress = '198.51.100.66';

/** DNS with an SPF and a DMARC record that refuse everybody else. Before the environment is read. */
export async function dnsOfSenders(domains: readonly string[]) {
  const dns = await startDnsServer();
  for (const domain of domains) {
    dns.set(domain, 'TXT', `v=spf1 ip4:${goodAddress} -all`);
    dns.set(`_dmarc.${domain}`, 'TXT', 'v=DMARC1; p=reject');
  }
  process.env.DNS_RESOLVERS = dns.address;
  return dns;
}

export interface Letter {
  from: string;
  to?: string;
  subject?: string;
  text?: string;
  messageId?: string;
  headers?: Record<string, string>;
  /** Whole, in place of the text. */
  body?: string;
  remoteAddress?: string;
}

/** A mail as it travels. */
export function rawOf(letter: Letter): string {
  const { from, subject = 'Printer offline', text = 'It blinks red.', headers = {} } = letter;
  const head = {
    From: from,
    To: letter.to ?? 'support@portal.test',
    Subject: subject,
    'Message-ID': letter.messageId ?? `<${newId()}@customer.test>`,
    Date: 'Fri, 27 Nov 2026 03:00:00 +0000',
    'MIME-Version': '1.0',
    ...(letter.body ? {} : { 'Content-Type': 'text/plain; charset=utf-8' }),
    ...headers,
  };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`);
  return `${lines.join('\r\n')}\r\n${letter.body ?? `\r\n${text}\r\n`}`;
}

/** Takes a mail in and lets the job read it; what became of it. */
export async function sendIn(tenant: TenantIdentity, letter: Letter) {
  const system = await asSystem(tenant, 'receiveMail');
  const from = /<([^>]*)>/.exec(letter.from)?.[1] ?? letter.from;
  const { mailId, isRepeated } = await takeIn(system, bytes(rawOf(letter)), {
    source: 'smtp',
    from,
    to: [letter.to ?? 'support@portal.test'],
    remoteAddress: letter.remoteAddress ?? goodAddress,
    helloName: 'mx.customer.test',
  });
  await receiveMail(system, { mailId });
  return { ...(await mailRow(tenant, mailId)), isRepeated };
}

export async function* bytes(text: string) {
  yield Buffer.from(text);
}

export async function mailRow(tenant: TenantIdentity, id: string) {
  const [row] = await inTenant(tenant.id, (tx) =>
    tx.select().from(inboundMails).where(eq(inboundMails.id, id)),
  );
  if (!row) throw new Error('no such mail');
  return row;
}
