import 'server-only';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { takeTurn } from '@/access/take-turn';
import { record } from '@/audit/record';
import { clock, minutes } from '@/platform/clock';
import { seal } from '@/platform/crypto';
import { refuseUnless } from '@/platform/errors';
import { newId } from '@/platform/ids';
import type { Reach } from '@/platform/reach';
import { settingsCan } from '@/settings/policy';
import { MailboxInput, mailboxPassword, refuseUnlessFit } from './mailbox-input';
import { orderFetch, toldOf } from './mailbox-rows';
import { mailboxes } from './tables';

export const CreateMailbox = MailboxInput.extend({
  /** Kept sealed, and never shown. */
  password: z.string().min(1).max(1_000),
  active: z.boolean().default(false),
});

const most = 20;

/** Clocks differ: what came in the minute before counts as new. */
export const sinceNow = () => new Date(clock.now().getTime() - minutes(1));

/**
 * Adds a mailbox whose mails become tickets from now on, once it is active; what is in it already
 * stays there. Refuses (422) what `refuseUnlessFit` does, and (409) the same folder of the same
 * mailbox twice, and more than twenty.
 */
export async function createMailbox(
  scope: Scope<Staff>,
  { password, ...facts }: z.output<typeof CreateMailbox>,
  reach?: Reach,
): Promise<{ id: string }> {
  refuseUnlessPermitted(settingsCan.change(scope));
  await refuseUnlessFit(facts, reach);
  const tenantId = scope.tenant.id;
  const id = newId();
  await inTransaction(scope, async (tx) => {
    await takeTurn(tx, `mailboxes:${tenantId}`);
    const there = await tx
      .select({ host: mailboxes.host, username: mailboxes.username, folder: mailboxes.folder })
      .from(mailboxes)
      .where(eq(mailboxes.tenantId, tenantId));
    refuseUnless(there.length < most, 'mailboxes.tooMany', { values: { most } });
    refuseUnless(!there.some((one) => isSame(one, facts)), 'mailboxes.twice');
    const passwordSealed = seal(mailboxPassword, password);
    const [made] = await tx
      .insert(mailboxes)
      .values({ tenantId, id, ...facts, passwordSealed, since: sinceNow() })
      .returning();
    await record(tx, scope, 'mailbox.created', id, { after: toldOf(made!) });
    if (made!.active) await orderFetch(tx, tenantId, id);
  });
  return { id };
}

type Place = Pick<z.output<typeof MailboxInput>, 'host' | 'username' | 'folder'>;

/** Whether both name the same mails. */
export const isSame = (one: Place, other: Place) =>
  one.host === other.host && one.username === other.username && one.folder === other.folder;
