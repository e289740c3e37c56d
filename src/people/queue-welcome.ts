import 'server-only';
import { sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { queueMail } from '@/notifications/queue-mail';
import { voidMails } from '@/notifications/void-mails';
import { setting } from '@/settings/tenant-settings';
import { voidPasswordLinks } from './account-rows';
import { secretTemplates } from './change-password';
import { ownContact, readersLanguage } from './contact-rows';
import { createPasswordLink, welcomeLinkLasts } from './password-link';
import { contacts } from './tables';

export interface WelcomeReader {
  id: string;
  name: string;
  email: string;
  username: string;
  language: string | null;
}

/**
 * Queues the welcome mail, with the password or a link as the tenant chose; without a password
 * to send it is always a link. What an earlier mail carried is void.
 */
export async function queueWelcome(
  tx: Tx,
  scope: Scope,
  reader: WelcomeReader,
  password: string | undefined,
): Promise<void> {
  const account = { tenantId: scope.tenant.id, kind: 'contact', id: reader.id } as const;
  await voidPasswordLinks(tx, account);
  await voidMails(tx, scope, { about: reader.id, templates: secretTemplates });
  const { name, username } = reader;
  const language = readersLanguage(scope, reader.language);
  const to = { address: reader.email, name, language };
  const about = reader.id;
  if (password !== undefined && setting(scope, 'welcomeMail').carries === 'password') {
    const secret = { password };
    await queueMail(tx, scope, {
      template: 'welcomePassword',
      to,
      about,
      params: { username },
      secret,
    });
  } else {
    const token = await createPasswordLink(tx, account, welcomeLinkLasts);
    const secret = { token };
    await queueMail(tx, scope, {
      template: 'welcomeLink',
      to,
      about,
      params: { username },
      secret,
    });
  }
  await tx.update(contacts).set({ welcomedAt: sql`now()` }).where(ownContact(scope, reader.id));
}
