import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { strictAddress } from '@/platform/mail-address';
import { settingsCan } from './policy';
import { saveSetting } from './save-setting';
import type { Setting } from './tenant-settings';

/** Breaks a header, turns its reading round, looks like an address or is an encoded word (RFC 2047). */
const unfit = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069<>]|=\?/u;

export const ChangeMailSender = z.object({
  /** Becomes part of a header: one line. Empty: the tenant's name. */
  name: z
    .string()
    .trim()
    .max(80)
    .refine((name) => !unfit.test(name), { message: 'fields.oneLine' })
    .optional(),
  /** One address. Empty: the support contact, where that is one. */
  replyTo: z
    .string()
    .trim()
    .max(254)
    .transform((typed, context) => {
      const address = typed === '' ? '' : strictAddress(typed);
      if (address === undefined) context.addIssue({ code: 'custom', message: 'fields.email' });
      return address ?? '';
    })
    .optional(),
});

/**
 * Under which name mails come and whom an answer reaches, from the next one on. The address that
 * they come from stays the installation's own: only for that one its mail server is vouched for.
 */
export async function changeMailSender(
  scope: Scope<Staff>,
  { name, replyTo }: z.output<typeof ChangeMailSender>,
): Promise<Setting<'mailSender'>> {
  refuseUnlessPermitted(settingsCan.change(scope));
  const change = {
    ...(name === undefined ? {} : { name }),
    ...(replyTo === undefined ? {} : { replyTo }),
  };
  return inTransaction(scope, async (tx) => {
    const { before, after } = await saveSetting(tx, scope, 'mailSender', change);
    await record(tx, scope, 'settings.mailSenderChanged', 'mailSender', { before, after });
    return after;
  });
}
