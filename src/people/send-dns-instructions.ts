import 'server-only';
import { and, count, eq, gt, min } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, Technician } from '@/access/scope';
import { takeTurn } from '@/access/take-turn';
import { record } from '@/audit/record';
import { readDomain } from '@/certificates/read-domains';
import { locales } from '@/i18n/locales';
import { queueMail } from '@/notifications/queue-mail';
import { outboxMessages } from '@/notifications/tables';
import { clock, hours } from '@/platform/clock';
import { Refusal, refuseUnless } from '@/platform/errors';
import { strictAddress } from '@/platform/mail-address';
import { refuseUnlessCan } from './policy';

export const SendDnsInstructions = z.object({
  host: z.string().min(1).max(2000),
  /** Of whoever runs the DNS: nobody whom we know. */
  address: z.string().min(1).max(320),
  language: z.enum(locales),
});

/** At most so many mails an hour and tenant: they go to addresses that nobody has proved. */
const mostMails = 10;

/**
 * Mails the records that a custom host needs to whoever runs its DNS, in their language; an
 * answer reaches the admin who asked. Refuses an address that is not exactly one (422), a host
 * that needs no records (409), and too many mails (429).
 */
export async function sendDnsInstructions(
  scope: Scope<Technician>,
  { host, address, language }: z.output<typeof SendDnsInstructions>,
): Promise<void> {
  refuseUnlessCan(scope, 'sendDnsInstructions');
  const to = strictAddress(address);
  refuseUnless(to, 'people.badEmail', { status: 422, fields: { address: 'people.badEmail' } });
  const domain = await readDomain(scope, host);
  refuseUnless(domain.instructions.length > 0, 'domains.noRecords');
  await inTransaction(scope, async (tx) => {
    await refuseTooMany(tx, scope);
    await queueMail(tx, scope, {
      template: 'dnsInstructions',
      to: { address: to, name: '', language },
      about: domain.id,
      replyTo: scope.actor.email,
      params: {
        host: domain.unicodeHost,
        person: scope.actor.name,
        records: JSON.stringify(domain.instructions),
      },
    });
    const after = { host: domain.host, address: to, language };
    await record(tx, scope, 'domain.instructionsSent', domain.id, { after });
  });
}

/** Counted in the outbox, one asker after the other. */
async function refuseTooMany(tx: Tx, scope: Scope): Promise<void> {
  const tenantId = scope.tenant.id;
  const now = clock.now().getTime();
  await takeTurn(tx, `dns:${tenantId}`);
  const [row] = await tx
    .select({ count: count(), first: min(outboxMessages.createdAt) })
    .from(outboxMessages)
    .where(
      and(
        eq(outboxMessages.tenantId, tenantId),
        eq(outboxMessages.template, 'dnsInstructions'),
        gt(outboxMessages.createdAt, new Date(now - hours(1))),
      ),
    );
  if (!row?.first || row.count < mostMails) return;
  const retryAfter = Math.max(1, Math.ceil((row.first.getTime() + hours(1) - now) / 1000));
  throw new Refusal('domains.tooManyMails', {
    status: 429,
    retryAfter,
    values: { minutes: Math.ceil(retryAfter / 60) },
  });
}
