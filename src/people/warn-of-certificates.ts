import 'server-only';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { record } from '@/audit/record';
import { type CertificateAtRisk, daysLeft, findAtRisk, markWarned } from '@/certificates/at-risk';
import { queueMail } from '@/notifications/queue-mail';
import { type Admin, activeAdmins } from './active-admins';
import { readersLanguage } from './contact-rows';

/**
 * A job of every day: tells each admin who can sign in, once 30, 14, 7 and 1 days before its
 * end, of every certificate whose renewal fails. Repeating it the same day tells nobody twice.
 */
export async function warnOfCertificates(scope: Scope<System>): Promise<void> {
  await inTransaction(scope, async (tx) => {
    const atRisk = await findAtRisk(tx, scope);
    if (atRisk.length === 0) return;
    const admins = await activeAdmins(tx, scope);
    for (const certificate of atRisk) {
      if (!(await markWarned(tx, scope, certificate))) continue;
      for (const admin of admins) await tell(tx, scope, admin, certificate);
      const { id, host, notAfter } = certificate;
      const after = { host, days: daysLeft(notAfter), admins: admins.length };
      await record(tx, scope, 'certificate.warned', id, { after });
    }
  });
}

async function tell(
  tx: Tx,
  scope: Scope<System>,
  { id, name, email, language }: Admin,
  { host, notAfter, cause }: CertificateAtRisk,
): Promise<void> {
  await queueMail(tx, scope, {
    template: 'certificateWarning',
    to: { address: email, name, language: readersLanguage(scope, language) },
    about: id,
    params: {
      host,
      days: String(daysLeft(notAfter)),
      end: notAfter.toISOString(),
      cause: cause.key,
      values: JSON.stringify(cause.values ?? {}),
    },
  });
}
