import { ChangeMailbox } from '@/notifications/mailboxes/change-mailbox';
import { yesOrNo } from '@/people/person-input';

/** The switch alone says `true` or `false`. */
export const ChangeMailboxInput = ChangeMailbox.extend({ active: yesOrNo.optional() });
