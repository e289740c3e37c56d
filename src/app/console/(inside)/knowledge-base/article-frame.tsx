import './knowledge.css';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Breadcrumb } from '@/ui/breadcrumb';
import { Page, PageHeader } from '@/ui/page';

/** The frame of a page within the knowledge base. */
export async function ArticleFrame({
  title,
  steps = [],
  lead,
  meta,
  actions,
  children,
}: {
  title: string;
  lead?: string;
  /** Between the knowledge base and this page. */
  steps?: readonly { label: string; href: string }[];
  meta?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const t = await getTranslations();
  return (
    <Page>
      <PageHeader
        before={
          <Breadcrumb
            label={t('console.nav.breadcrumb')}
            steps={[
              { label: t('console.knowledge.title'), href: '/console/knowledge-base' },
              ...steps,
              { label: title },
            ]}
          />
        }
        title={<span dir="auto">{title}</span>}
        lead={lead}
        meta={meta}
        actions={actions}
      />
      {children}
    </Page>
  );
}
