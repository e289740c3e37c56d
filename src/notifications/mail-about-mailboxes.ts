import 'server-only';
import { consoleUrl } from '@/tenants/urls';
import { leadTo, type Telling, type Told, text } from './mail-telling';

const findings = 'console.admin.mailboxes.finding';

/** A mailbox that can't be read, and the first thing that is in the way. */
export function mailboxWarning(telling: Telling): Told {
  const { t, say, tenant, params } = telling;
  const { finding = '', about = '', mailboxId = '' } = params;
  const mailbox = say('mailbox', params.mailbox);
  const known = t.has(`${findings}.${finding}`);
  const title = t('mail.mailboxWarning.subject', { mailbox });
  return {
    subject: title,
    heading: title,
    blocks: [
      text(t('mail.mailboxWarning.intro')),
      text(say('cause', known ? t(`${findings}.${finding}`, { about }) : '')),
      text(t('mail.mailboxWarning.again')),
      leadTo(
        telling,
        t('mail.mailboxWarning.open'),
        consoleUrl(tenant, `/console/admin/mail/mailboxes/${mailboxId}`),
      ),
    ],
  };
}
