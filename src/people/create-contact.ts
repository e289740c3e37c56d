import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { setting } from '@/settings/tenant-settings';
import { generatePassword } from './initial-password';
import { insertContact } from './insert-contact';
import {
  addressOf,
  optionalLanguage,
  optionalText,
  personName,
  phoneOf,
  yesOrNo,
} from './person-input';
import { refuseUnlessCan } from './policy';
import { queueWelcome } from './queue-welcome';

export const CreateContact = z.object({
  companyId: z.uuid(),
  name: personName,
  email: optionalText(254).default(null),
  language: optionalLanguage.default(null),
  isPrimary: yesOrNo.default(false),
  phone: optionalText(40).default(null),
  /** Left out: as the tenant's setting for welcome mails says. */
  sendWelcome: yesOrNo.optional(),
});

export interface CreatedContact {
  id: string;
  username: string;
  /** Shown until the first sign-in; also on the contact's page. */
  initialPassword: string;
  /** `noAddress`: the credentials have to be handed over. */
  welcome: 'queued' | 'off' | 'noAddress';
}

/**
 * Adds a person of a company, with a username of their own and a generated password, and
 * queues the welcome mail. Refuses (422) an address that is taken or not exactly one.
 */
export async function createContact(
  scope: Scope<Staff>,
  input: z.output<typeof CreateContact>,
): Promise<CreatedContact> {
  refuseUnlessCan(scope, 'changeContacts');
  const { companyId, name, language, isPrimary } = input;
  const email = addressOf(input.email);
  const person = { companyId, name, email, phone: phoneOf(input.phone), language, isPrimary };
  const wanted = input.sendWelcome ?? setting(scope, 'welcomeMail').enabled;
  const welcome = !wanted ? 'off' : email ? 'queued' : 'noAddress';
  const password = await generatePassword();
  return inTransaction(scope, async (tx) => {
    const { id, username } = await insertContact(tx, scope, person, password);
    if (welcome === 'queued' && email) {
      const reader = { id, name, email, username, language };
      await queueWelcome(tx, scope, reader, password.plain);
    }
    await record(tx, scope, 'contact.created', id, { after: { ...person, username, welcome } });
    return { id, username, initialPassword: password.plain, welcome };
  });
}
