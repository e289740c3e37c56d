import { getTranslations } from 'next-intl/server';
import { requireTechnician } from '@/session/require-person';
import { setting } from '@/settings/tenant-settings';
import { Breadcrumb } from '@/ui/breadcrumb';
import { ButtonLink } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { EmptyState } from '@/ui/empty-state';
import { Form } from '@/ui/form';
import { Page, PageHeader } from '@/ui/page';
import { RadioGroup } from '@/ui/radio-group';
import { SubmitButton } from '@/ui/submit-button';
import { type Query, queryText } from '../../_lists/query-text';
import { createContactAction } from '../actions';
import { readCompanyOptions } from '../company-options';
import { ContactFields } from '../contact-fields';

export async function generateMetadata() {
  await requireTechnician();
  return { title: (await getTranslations())('console.people.contacts.new') };
}

export default async function NewContactPage({ searchParams }: { searchParams: Query }) {
  const scope = await requireTechnician();
  const companyId = queryText((await searchParams).companyId);
  const companies = await readCompanyOptions(scope);
  const welcome = setting(scope, 'welcomeMail');
  const t = await getTranslations();
  const title = t('console.people.contacts.new');
  return (
    <Page width="narrow">
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
        lead={t('console.people.contacts.newLead')}
      />
      {companies.length === 0 ? (
        <EmptyState
          drawing="people"
          title={t('console.people.contacts.noCompany')}
          text={t('console.people.contacts.noCompanyText')}
          action={
            <ButtonLink variant="primary" href="/console/companies/new">
              {t('console.people.companies.new')}
            </ButtonLink>
          }
        />
      ) : (
        <Form action={createContactAction}>
          <ContactFields companies={companies} companyId={companyId} />
          <Checkbox
            name="isPrimary"
            label={t('console.people.contacts.primary')}
            help={t('console.people.contacts.primaryHelp')}
          />
          <RadioGroup
            name="sendWelcome"
            legend={t('console.people.contacts.welcome')}
            defaultValue={welcome.enabled ? 'yes' : 'no'}
            options={[
              {
                value: 'yes',
                label: t('console.people.contacts.sendNow'),
                help: t('console.people.contacts.sendNowHelp', { carries: welcome.carries }),
              },
              {
                value: 'no',
                label: t('console.people.contacts.sendLater'),
                help: t('console.people.contacts.sendLaterHelp'),
              },
            ]}
          />
          <div className="form-actions">
            <SubmitButton>{t('console.people.contacts.create')}</SubmitButton>
            <ButtonLink variant="quiet" href="/console/contacts">
              {t('console.people.cancel')}
            </ButtonLink>
          </div>
        </Form>
      )}
    </Page>
  );
}
