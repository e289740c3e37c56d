import { getTranslations } from 'next-intl/server';
import { requireTechnician } from '@/session/require-person';
import { Breadcrumb } from '@/ui/breadcrumb';
import { ButtonLink } from '@/ui/button';
import { Form } from '@/ui/form';
import { Page, PageHeader } from '@/ui/page';
import { SubmitButton } from '@/ui/submit-button';
import { createCompanyAction } from '../actions';
import { CompanyFields } from '../company-fields';

export async function generateMetadata() {
  await requireTechnician();
  return { title: (await getTranslations())('console.people.companies.new') };
}

export default async function NewCompanyPage() {
  await requireTechnician();
  const t = await getTranslations();
  const title = t('console.people.companies.new');
  return (
    <Page width="narrow">
      <PageHeader
        before={
          <Breadcrumb
            label={t('console.people.breadcrumb')}
            steps={[
              { label: t('console.people.companies.title'), href: '/console/companies' },
              { label: title },
            ]}
          />
        }
        title={title}
        lead={t('console.people.companies.newLead')}
      />
      <Form action={createCompanyAction}>
        <CompanyFields />
        <div className="form-actions">
          <SubmitButton>{t('console.people.companies.create')}</SubmitButton>
          <ButtonLink variant="quiet" href="/console/companies">
            {t('console.people.cancel')}
          </ButtonLink>
        </div>
      </Form>
    </Page>
  );
}
