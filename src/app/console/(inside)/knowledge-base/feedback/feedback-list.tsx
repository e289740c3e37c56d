import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { isLocale, localeNames } from '@/i18n/locales';
import type { FeedbackEntry } from '@/knowledge/feedback/read-feedback';
import { ButtonLink } from '@/ui/button';
import { Badge } from '@/ui/status-pill';
import { TimeAgo } from '@/ui/time-ago';
import { DeedButton } from '../../_forms/deed-button';
import { handleFeedbackAction } from './actions';
import { reasonWords } from './reason-words';

/** What readers found wanting, with who it was where that is known, and what can be done. */
export async function FeedbackList({
  entries,
  language,
  timeZone,
}: {
  entries: readonly FeedbackEntry[];
  language: string;
  timeZone: string;
}) {
  const t = await getTranslations();
  const time = { locale: language, timeZone, short: true };
  return (
    <ul className="rows">
      {entries.map((entry) => (
        <li key={entry.id} className="grid grid-cols-1 gap-2 py-3">
          <div className="flex items-baseline justify-between gap-3">
            <Link
              href={editorOf(entry)}
              className="row-title min-w-0 font-medium"
              dir="auto"
              lang={entry.language}
            >
              {entry.article.title}
            </Link>
            <TimeAgo at={entry.createdAt} {...time} className="row-note shrink-0" />
          </div>
          <p className="flex flex-wrap gap-2">
            <Badge tone="warning">
              {t(entry.reason ? reasonWords[entry.reason] : 'console.feedback.noReason')}
            </Badge>
            {isLocale(entry.language) && <Badge>{localeNames[entry.language]}</Badge>}
            <Badge>{t('console.knowledge.version', { version: entry.version })}</Badge>
            {entry.isOlder && <Badge tone="info">{t('console.feedback.older')}</Badge>}
          </p>
          {entry.comment && (
            <p className="max-w-prose whitespace-pre-line break-words" dir="auto">
              {entry.comment}
            </p>
          )}
          <p className="row-note">
            {entry.contact ? (
              <>
                <Link href={`/console/contacts/${entry.contact.id}`} className="link" dir="auto">
                  {entry.contact.name}
                </Link>{' '}
                · <bdi>{entry.contact.company}</bdi>
              </>
            ) : (
              t('console.feedback.nameless')
            )}
            {entry.toldAt && (
              <>
                {' · '}
                {t('console.feedback.told')} <TimeAgo at={entry.toldAt} {...time} />
              </>
            )}
          </p>
          <div className="button-group">
            <ButtonLink size="sm" href={editorOf(entry)}>
              {t('console.feedback.edit')}
            </ButtonLink>
            {entry.state === 'open' ? (
              <DeedButton size="sm" action={handleFeedbackAction} fields={{ id: entry.id }}>
                {t('console.feedback.handle')}
              </DeedButton>
            ) : (
              <DeedButton
                size="sm"
                variant="quiet"
                action={handleFeedbackAction}
                fields={{ id: entry.id, state: 'open' }}
              >
                {t('console.feedback.reopen')}
              </DeedButton>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

const editorOf = ({ article, language }: FeedbackEntry) =>
  `/console/knowledge-base/${article.id}?language=${language}`;
