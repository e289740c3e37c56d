import { getTranslations } from 'next-intl/server';
import { readLikelyDuplicates } from '@/people/likely-duplicates';
import { readContact } from '@/people/read-contact';
import { orNotFoundPage } from '@/session/page';
import { requireTechnician } from '@/session/require-person';
import { Breadcrumb } from '@/ui/breadcrumb';
import { EmptyState } from '@/ui/empty-state';
import { Page, PageHeader, Section } from '@/ui/page';
import { type Query, queryText } from '../../../_lists/query-text';
import { DuplicateRows } from '../../duplicates/duplicate-rows';
import { SideBySide } from './side-by-side';

type Props = { params: Promise<{ id: string }>; searchParams: Query };

export async function generateMetadata() {
  await requireTechnician();
  return { title: (await getTranslations())('console.people.merge.title') };
}

export default async function MergePage({ params, searchParams }: Props) {
  const scope = await requireTechnician();
  const { id } = await params;
  const otherId = queryText((await searchParams).with);
  const [contact, other] = await orNotFoundPage(
    Promise.all([readContact(scope, id), otherId ? readContact(scope, otherId) : undefined]),
  );
  const pairs = other ? [] : await readLikelyDuplicates(scope, { contactId: contact.id });
  const t = await getTranslations();
  const title = t('console.people.merge.title');
  return (
    <Page>
      <PageHeader
        before={
          <Breadcrumb
            label={t('console.people.breadcrumb')}
            steps={[
              { label: t('console.people.contacts.title'), href: '/console/contacts' },
              { label: contact.name, href: `/console/contacts/${contact.id}` },
              { label: title },
            ]}
          />
        }
        title={title}
        lead={other ? t('console.people.merge.lead') : t('console.people.merge.duplicatesLead')}
      />
      {other && <SideBySide scope={scope} people={[contact, other]} />}
      {!other && pairs.length > 0 && (
        <Section title={t('console.people.merge.likely')} flush>
          <DuplicateRows pairs={pairs} />
        </Section>
      )}
      {!other && pairs.length === 0 && (
        <EmptyState
          drawing="done"
          title={t('console.people.merge.none')}
          text={t('console.people.merge.noneText')}
        />
      )}
    </Page>
  );
}
