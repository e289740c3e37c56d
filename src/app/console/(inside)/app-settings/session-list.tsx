'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Form } from '@/ui/form';
import { Badge } from '@/ui/status-pill';
import { SubmitButton } from '@/ui/submit-button';
import { TimeAgo } from '@/ui/time-ago';
import { revokeOthersAction, revokeSessionAction } from './actions';
import { browserName } from './browser-name';

/** Where one is signed in; each can be ended, and all others at once. */
export function SessionList({
  sessions,
  timeZone,
}: {
  sessions: readonly {
    id: string;
    userAgent: string;
    address: string;
    /** Who vouched for one, where it was a provider. */
    provider: string | null;
    at: number;
    isCurrent: boolean;
  }[];
  timeZone: string;
}) {
  const t = useTranslations();
  const locale = useLocale();
  return (
    <>
      <ul className="rows">
        {sessions.map(({ id, userAgent, address, provider, at, isCurrent }) => (
          <li key={id} className="row">
            <div className="row-main">
              <p className="row-title" title={userAgent}>
                {browserName(userAgent) ?? t('console.settings.unknownBrowser')}
              </p>
              <p className="row-note">
                {address} · <TimeAgo at={at} locale={locale} timeZone={timeZone} />
                {provider && ` · ${t('console.settings.byProvider', { name: provider })}`}
              </p>
            </div>
            {isCurrent ? (
              <Badge tone="success">{t('console.settings.thisBrowser')}</Badge>
            ) : (
              <Form action={revokeSessionAction} className="">
                <input type="hidden" name="sessionId" value={id} />
                <SubmitButton variant="secondary" size="sm">
                  {t('console.settings.endSession')}
                </SubmitButton>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <Form action={revokeOthersAction} className="mt-4">
          <SubmitButton variant="secondary">{t('console.settings.endOthers')}</SubmitButton>
        </Form>
      )}
    </>
  );
}
