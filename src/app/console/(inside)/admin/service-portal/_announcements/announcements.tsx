import { getTranslations } from 'next-intl/server';
import type { Scope, Technician } from '@/access/scope';
import { readNames } from '@/people/read-names';
import { inLanguageOf } from '@/settings/in-language-of';
import { type AnnouncementRow, readAnnouncements } from '@/settings/read-announcements';
import { Section } from '@/ui/page';
import { StatusPill } from '@/ui/status-pill';
import { ConfirmDeed } from '../../../_forms/confirm-deed';
import { takeDownAnnouncementAction } from './actions';
import { AnnouncementForm } from './announcement-form';

/** What stands at the top of the portal, what will and what did, and a form for one more. */
export async function Announcements({ scope }: { scope: Scope<Technician> }) {
  const rows = await readAnnouncements(scope);
  const names = await readNames(
    scope,
    rows.flatMap(({ companyIds }) => companyIds),
  );
  const t = await getTranslations('console.admin.announcements');
  const format = new Intl.DateTimeFormat(scope.language, {
    timeZone: scope.tenant.timeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const list = new Intl.ListFormat(scope.language);
  return (
    <Section title={t('title')} lead={t('lead')}>
      <div className="grid gap-6">
        {rows.length > 0 && (
          <ul className="rows">
            {rows.map((row) => {
              const { id, companyIds, startsAt, endsAt, onSignIn } = row;
              const words = inLanguageOf(scope, row.texts);
              const state = stateOf(row);
              const gone = companyIds.filter((one) => !names.has(one)).length;
              const companies = companyIds.flatMap((one) => names.get(one) ?? []);
              return (
                <li key={id} className="flex flex-wrap items-start justify-between gap-3 py-3">
                  <div className="grid min-w-0 flex-1 basis-72 gap-1">
                    <p
                      lang={words?.language}
                      dir="auto"
                      className="whitespace-pre-line break-words"
                    >
                      {words?.text}
                    </p>
                    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
                      <StatusPill tone={state === 'now' ? 'success' : 'neutral'}>
                        {t(state)}
                      </StatusPill>
                      <span>{t(row.tone)}</span>
                      <span>
                        {endsAt
                          ? t('between', {
                              from: format.format(startsAt),
                              to: format.format(endsAt),
                            })
                          : t('from', { from: format.format(startsAt) })}
                      </span>
                      <span dir="auto">
                        {companyIds.length === 0
                          ? t('everybody')
                          : list.format([
                              ...companies,
                              ...(gone > 0 ? [t('deletedCompanies', { count: gone })] : []),
                            ])}
                      </span>
                      {companyIds.length === 0 && onSignIn && <span>{t('alsoOnSignIn')}</span>}
                    </p>
                  </div>
                  <ConfirmDeed
                    action={takeDownAnnouncementAction}
                    fields={{ id }}
                    size="sm"
                    button={t('takeDown')}
                    title={t('takeDownTitle')}
                    text={t('takeDownText')}
                  />
                </li>
              );
            })}
          </ul>
        )}
        <AnnouncementForm />
      </div>
    </Section>
  );
}

function stateOf({ startsAt, endsAt }: AnnouncementRow): 'planned' | 'now' | 'over' {
  const now = Date.now();
  if (startsAt.getTime() > now) return 'planned';
  return endsAt && endsAt.getTime() <= now ? 'over' : 'now';
}
