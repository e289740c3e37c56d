import 'server-only';
import { z } from 'zod';
import { inReadTransaction, inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { clock } from '@/platform/clock';
import { seal } from '@/platform/crypto';
import { Refusal } from '@/platform/errors';
import type { Reach } from '@/platform/reach';
import { settingsCan } from '@/settings/policy';
import { isSame, sinceNow } from './create-mailbox';
import { MailboxInput, mailboxPassword, refuseUnlessFit } from './mailbox-input';
import { type MailboxRow, mailboxById, orderFetch, ownMailbox, toldOf } from './mailbox-rows';
import { mailboxes } from './tables';

const { shape } = MailboxInput;

export const ChangeMailbox = z.object({
  id: z.uuid(),
  host: shape.host.optional(),
  port: shape.port.optional(),
  security: shape.security.optional(),
  username: shape.username.optional(),
  /** Empty or left out: the one that there is stays. It is never shown. */
  password: z.string().max(1_000).optional(),
  folder: shape.folder.unwrap().optional(),
  afterwards: shape.afterwards.unwrap().optional(),
  moveTo: shape.moveTo.unwrap().optional(),
  active: z.boolean().optional(),
});

/**
 * Changes a mailbox, or switches it on or off; it is looked at anew at once, and whoever was
 * reading it stops. With another host, user or folder it begins as a new one does. Refuses what
 * `createMailbox` refuses, and (422) another host without the password: it must not be sent to
 * whoever names one.
 */
export async function changeMailbox(
  scope: Scope<Staff>,
  { id, password, ...change }: z.output<typeof ChangeMailbox>,
  reach?: Reach,
): Promise<void> {
  refuseUnlessPermitted(settingsCan.change(scope));
  const seen = await inReadTransaction(scope, (tx) => mailboxById(tx, scope, id));
  const wanted = { ...seen, ...change };
  refuseUnlessPasswordGoesAlong(seen, wanted, password);
  await refuseUnlessFit(wanted, reach);
  await inTransaction(scope, async (tx) => {
    const before = await mailboxById(tx, scope, id);
    refuseUnlessPasswordGoesAlong(before, { ...before, ...change }, password);
    const isElsewhere = !isSame(before, { ...before, ...change });
    const [after] = await tx
      .update(mailboxes)
      .set({
        ...change,
        ...(password && { passwordSealed: seal(mailboxPassword, password) }),
        ...(isElsewhere && { since: sinceNow(), uidValidity: null, lastUid: 0, emptiedAt: null }),
        ...forgotten,
        nextTryAt: clock.now(),
      })
      .where(ownMailbox(scope, id))
      .returning();
    await record(tx, scope, 'mailbox.changed', id, {
      before: toldOf(before),
      after: toldOf(after!),
    });
    if (after!.active) await orderFetch(tx, scope.tenant.id, id);
  });
}

type Server = Pick<MailboxRow, 'host' | 'port' | 'security'>;

/** A password is the server's for which it was given, and by a connection no weaker than then. */
function refuseUnlessPasswordGoesAlong(before: Server, after: Server, password?: string): void {
  const isSameServer = before.host === after.host && before.port === after.port;
  const isWeaker = after.security === 'none' && before.security !== 'none';
  if (password || (isSameServer && !isWeaker)) return;
  const key = 'mailboxes.passwordAgain';
  throw new Refusal(key, { status: 422, fields: { password: key } });
}

/** What is known of tries that were made with other settings, and who makes one. */
const forgotten = {
  leaseToken: null,
  leaseUntil: null,
  failures: 0,
  failingSince: null,
  finding: null,
  findingAbout: '',
  toldAt: null,
} as const;
