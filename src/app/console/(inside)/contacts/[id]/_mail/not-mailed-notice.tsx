import { getTranslations } from 'next-intl/server';
import type { ContactView } from '@/people/read-contact';
import { Notice } from '@/ui/notice';
import { TimeAgo } from '@/ui/time-ago';
import { DeedButton } from '../../../_forms/deed-button';
import { mailContactAgainAction } from './actions';

/** That nothing is mailed to a contact's address, since when and why, and the way back. */
export async function NotMailedNotice({
  contact: { id, email, notMailed },
  time,
}: {
  contact: ContactView;
  time: { locale: string; timeZone: string };
}) {
  if (!notMailed) return null;
  const t = await getTranslations();
  const { reason, answer, since } = notMailed;
  return (
    <Notice tone="warning" title={t('console.people.notMailed.title', { address: email ?? '' })}>
      <p>
        {t(
          reason === 'noSuchAddress'
            ? 'console.people.notMailed.noSuchAddress'
            : 'console.people.notMailed.manyBounces',
        )}
      </p>
      <p className="row-note">
        <TimeAgo at={since} {...time} />
      </p>
      {answer && (
        <code className="block break-words font-mono text-sm" dir="ltr">
          {answer}
        </code>
      )}
      <DeedButton action={mailContactAgainAction} fields={{ id }} size="sm" className="mt-3">
        {t('console.people.notMailed.again')}
      </DeedButton>
    </Notice>
  );
}
