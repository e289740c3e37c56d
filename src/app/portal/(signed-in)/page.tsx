import { getTranslations } from 'next-intl/server';
import { OpenMatters } from '@/app/portal/_tickets/open-matters';
import { requireContact } from '@/session/require-person';
import { hasSection } from '@/settings/sections';
import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Page } from '@/ui/page';
import { AskForm } from './ask-form';

export default async function HomePage() {
  const scope = await requireContact();
  const t = await getTranslations('portal.home');
  const { tenant, actor } = scope;
  if (!hasSection(actor, 'ticketing')) {
    return (
      <Page>
        <title>{`${t('title')} · ${tenant.name}`}</title>
        <EmptyState
          level={1}
          drawing="people"
          title={t('nothingTitle', { name: tenant.name })}
          text={t('nothingText')}
          action={
            hasSection(actor, 'knowledgeBase') && (
              <ButtonLink href="/knowledge-base">{t('toKnowledgeBase')}</ButtonLink>
            )
          }
        />
      </Page>
    );
  }
  return (
    <Page className="home">
      <title>{`${t('title')} · ${tenant.name}`}</title>
      <AskForm labels={{ ask: t('ask'), example: t('example'), submit: t('submit') }} />
      <OpenMatters scope={scope} />
    </Page>
  );
}
