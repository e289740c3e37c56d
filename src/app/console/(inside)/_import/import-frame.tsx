import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Breadcrumb } from '@/ui/breadcrumb';
import { Page, PageHeader } from '@/ui/page';

/** The page around an import, below the list that it fills. */
export async function ImportFrame({
  title,
  list,
  actions,
  children,
}: {
  title: string;
  list: { label: string; href: string };
  actions?: ReactNode;
  children: ReactNode;
}) {
  const t = await getTranslations();
  return (
    <Page>
      <PageHeader
        before={
          <Breadcrumb label={t('console.people.breadcrumb')} steps={[list, { label: title }]} />
        }
        title={title}
        lead={t('console.people.import.lead')}
        actions={actions}
      />
      {children}
    </Page>
  );
}
