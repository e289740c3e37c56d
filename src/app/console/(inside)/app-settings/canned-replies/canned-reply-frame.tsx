import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Breadcrumb } from '@/ui/breadcrumb';
import { Page, PageHeader } from '@/ui/page';

/** The frame of a page about one canned reply. */
export async function CannedReplyFrame({
  title,
  children,
}: {
  title: string;
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
              { label: t('console.nav.appSettings'), href: '/console/app-settings' },
              { label: t('console.canned.title'), href: '/console/app-settings/canned-replies' },
              { label: title },
            ]}
          />
        }
        title={title}
      />
      {children}
    </Page>
  );
}
