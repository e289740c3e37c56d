import { getTranslations } from 'next-intl/server';
import type { MailTryView } from '@/notifications/outbound/mail-log';
import { TimeAgo } from '@/ui/time-ago';
import { tryWords } from './try-words';

/** Each try to deliver a mail: when, what came of it, and what the server said. */
export async function MailTries({
  tries,
  time,
}: {
  tries: readonly MailTryView[];
  time: { locale: string; timeZone: string };
}) {
  const t = await getTranslations();
  return (
    <ol className="grid gap-2 py-2">
      {tries.map(({ id, at, outcome, answer, nextTryAt }) => (
        <li key={id}>
          <p className="row-note">
            {t(tryWords[outcome])} · <TimeAgo at={at} {...time} />
            {nextTryAt && (
              <>
                {' · '}
                {t('console.mailTry.next')} <TimeAgo at={nextTryAt} {...time} />
              </>
            )}
          </p>
          {answer && (
            <code className="block break-words font-mono text-sm" dir="ltr">
              {answer}
            </code>
          )}
        </li>
      ))}
    </ol>
  );
}
