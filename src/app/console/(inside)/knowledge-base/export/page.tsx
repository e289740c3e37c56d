import { Download } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { requireAdmin } from '@/session/require-person';
import { Section } from '@/ui/page';
import { ArticleFrame } from '../article-frame';

export async function generateMetadata() {
  await requireAdmin();
  return { title: (await getTranslations())('console.articleExport.title') };
}

/** Everything in the knowledge base, to take along. */
export default async function ExportArticlesPage() {
  await requireAdmin();
  const t = await getTranslations('console.articleExport');
  return (
    <ArticleFrame title={t('title')} lead={t('lead')}>
      <Section title={t('what')}>
        <ul className="list-disc ps-5 grid gap-1 max-w-prose">
          <li>{t('texts')}</li>
          <li>{t('images')}</li>
          <li>{t('manifest')}</li>
        </ul>
        <p className="max-w-prose mt-3">{t('notIncluded')}</p>
        <p className="mt-4">
          <a href="/console/knowledge-base/export/file" download className="button button-primary">
            <Download aria-hidden />
            {t('download')}
          </a>
        </p>
      </Section>
    </ArticleFrame>
  );
}
