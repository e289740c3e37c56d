import { getTranslations } from 'next-intl/server';
import { requireAdmin } from '@/session/require-person';
import { ButtonLink } from '@/ui/button';
import { ArticleFrame } from '../article-frame';
import { ImportSteps } from './import-steps';
import { importWords } from './import-words';

export async function generateMetadata() {
  await requireAdmin();
  return { title: (await getTranslations())('console.articleImport.title') };
}

/** Articles from elsewhere: a folder, our own export, Zendesk, Freshdesk. */
export default async function ImportArticlesPage() {
  await requireAdmin();
  const t = await getTranslations('console.articleImport');
  const all = await getTranslations('console.articleExport');
  return (
    <ArticleFrame
      title={t('title')}
      lead={t('lead')}
      actions={<ButtonLink href="/console/knowledge-base/export">{all('title')}</ButtonLink>}
    >
      <ImportSteps words={await importWords()} />
    </ArticleFrame>
  );
}
