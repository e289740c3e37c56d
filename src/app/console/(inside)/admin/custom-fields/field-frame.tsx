import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Breadcrumb } from '@/ui/breadcrumb';
import { Page, PageHeader } from '@/ui/page';

/** The frame of a page about one field. */
export async function FieldFrame({
  title,
  lead,
  children,
}: {
  title: string;
  lead: string;
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
              { label: t('console.admin.fields.title'), href: '/console/admin/custom-fields' },
              { label: title },
            ]}
          />
        }
        title={title}
        lead={lead}
      />
      {children}
    </Page>
  );
}
