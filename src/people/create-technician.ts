import 'server-only';
import { z } from 'zod';
import { inTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { queueMail } from '@/notifications/queue-mail';
import { voidMails } from '@/notifications/void-mails';
import { Refusal } from '@/platform/errors';
import { newId } from '@/platform/ids';
import { voidPasswordLinks } from './account-rows';
import { secretTemplates } from './change-password';
import { readersLanguage } from './contact-rows';
import { generatePassword } from './initial-password';
import { emailTaken } from './insert-contact';
import { createPasswordLink, welcomeLinkLasts } from './password-link';
import { addressOf, optionalLanguage, personName, yesOrNo } from './person-input';
import { refuseUnlessCan } from './policy';
import { technicians } from './tables';

export const CreateTechnician = z.object({
  name: personName,
  email: z.string().min(1).max(254),
  role: z.enum(['admin', 'technician']).default('technician'),
  language: optionalLanguage.default(null),
  sendWelcome: yesOrNo.default(true),
});

/**
 * Adds a member of the tenant's staff and mails a link to set a password. The generated
 * password is returned once, for handing over. Admins and keys with `technicians:write` only.
 */
export async function createTechnician(
  scope: Scope<Staff>,
  input: z.output<typeof CreateTechnician>,
): Promise<{ id: string; email: string; initialPassword: string }> {
  refuseUnlessCan(scope, 'changeTechnicians');
  const { name, role, language } = input;
  const email = technicianAddress(input.email);
  const password = await generatePassword();
  const { initialPasswordSealed: _, ...columns } = password.columns;
  const id = newId();
  return inTransaction(scope, async (tx) => {
    const [row] = await tx
      .insert(technicians)
      .values({ tenantId: scope.tenant.id, id, name, email, role, language, ...columns })
      .onConflictDoNothing()
      .returning({ id: technicians.id });
    if (!row) throw emailTaken();
    if (input.sendWelcome) await queueTechnicianWelcome(tx, scope, { id, name, email, language });
    await record(tx, scope, 'technician.created', id, { after: { name, email, role, language } });
    return { id, email, initialPassword: password.plain };
  });
}

/** A technician's address, which they sign in with: there has to be one. */
export function technicianAddress(email: string): string {
  const address = addressOf(email);
  if (address) return address;
  throw new Refusal('people.badEmail', { status: 422, fields: { email: 'people.badEmail' } });
}

/** The mail with the link; what an earlier one carried is void. */
export async function queueTechnicianWelcome(
  tx: Tx,
  scope: Scope,
  reader: { id: string; name: string; email: string; language: string | null },
): Promise<void> {
  const { id, name, email } = reader;
  const account = { tenantId: scope.tenant.id, kind: 'technician', id } as const;
  await voidPasswordLinks(tx, account);
  await voidMails(tx, scope, { about: id, templates: secretTemplates });
  const token = await createPasswordLink(tx, account, welcomeLinkLasts);
  await queueMail(tx, scope, {
    template: 'technicianWelcome',
    to: { address: email, name, language: readersLanguage(scope, reader.language) },
    about: id,
    params: { email },
    secret: { token },
  });
}
