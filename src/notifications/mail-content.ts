import 'server-only';
import { aboutAccess } from './mail-about-access';
import { articleImproved } from './mail-about-articles';
import { certificateWarning, dnsInstructions } from './mail-about-domains';
import { factorsReset } from './mail-about-factors';
import { mailboxWarning } from './mail-about-mailboxes';
import { aboutService } from './mail-about-service';
import { aboutTickets } from './mail-about-tickets';
import type { MailTemplate } from './mail-contents';
import type { Telling, Told } from './mail-telling';

/** A trial says what the mail says that it is a trial of. */
type RealMail = Exclude<MailTemplate, 'mailTest'>;

/** What the mail says, block by block. */
export function contentOf(template: RealMail, telling: Telling): Told {
  return contents[template](telling);
}

const contents = {
  ...aboutAccess,
  ...aboutTickets,
  ...aboutService,
  dnsInstructions,
  certificateWarning,
  mailboxWarning,
  factorsReset,
  articleImproved,
} satisfies Record<RealMail, (telling: Telling) => Told>;
