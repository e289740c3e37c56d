import { getTranslations } from 'next-intl/server';
import { readEnv } from '@/platform/env';
import { requireProviderVisitor } from '@/session/require-provider-visitor';
import { FindPortalForm } from './find-portal-form';

export default async function FindPortalPage() {
  await requireProviderVisitor();
  const t = await getTranslations('provider');
  return (
    <>
      <title>{`${t('title')} · ${t('product')}`}</title>
      <meta name="description" content={t('lead')} />
      <div className="front-words">
        <h1>{t('title')}</h1>
        <p className="text-muted">{t('lead')}</p>
      </div>
      <FindPortalForm
        base={readEnv().BASE_DOMAIN}
        words={{ name: t('name'), help: t('help'), submit: t('submit') }}
      />
      <p className="text-muted">{t('unsure')}</p>
    </>
  );
}
