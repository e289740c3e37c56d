import { getTranslations } from 'next-intl/server';
import { readLikelyDuplicates } from '@/people/likely-duplicates';
import { requireTechnician } from '@/session/require-person';
import { Breadcrumb } from '@/ui/breadcrumb';
import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Page, PageHeader } from '@/ui/page';
import { DuplicateRows } from './duplicate-rows';

export async function generateMetadata() {
  await requireTechnician();
  return { title: (await getTranslations())('console.people.merge.duplicates') };
}

export default async function DuplicatesPage() {
  const scope = await requireTechnician();
  const pairs = await readLikelyDuplicates(scope);
  const t = await getTranslations();
  const title = t('console.people.merge.duplicates');
  return (
    <Page>
      <PageHeader
        before={
          <Breadcrumb
            label={t('console.people.breadcrumb')}
            steps={[
              { label: t('console.people.contacts.title'), href: '/console/contacts' },
              { label: title },
            ]}
          />
        }
        title={title}
        lead={t('console.people.merge.duplicatesLead')}
      />
      {pairs.length > 0 ? (
        <DuplicateRows pairs={pairs} />
      ) : (
        <EmptyState
          drawing="done"
          title={t('console.people.merge.none')}
          text={t('console.people.merge.noneText')}
          action={
            <ButtonLink href="/console/contacts">
              {t('console.people.import.toContacts')}
            </ButtonLink>
          }
        />
      )}
    </Page>
  );
}
