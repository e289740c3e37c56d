import { getTranslations } from 'next-intl/server';
import { requireAdmin } from '@/session/require-person';
import { Breadcrumb } from '@/ui/breadcrumb';
import { ButtonLink } from '@/ui/button';
import { Form } from '@/ui/form';
import { Page, PageHeader } from '@/ui/page';
import { SubmitButton } from '@/ui/submit-button';
import { createTechnicianAction } from '../actions';
import { TechnicianFields } from '../technician-fields';

export async function generateMetadata() {
  await requireAdmin();
  return { title: (await getTranslations())('console.admin.technicians.new') };
}

export default async function NewTechnicianPage() {
  await requireAdmin();
  const t = await getTranslations();
  const title = t('console.admin.technicians.new');
  return (
    <Page width="narrow">
      <PageHeader
        before={
          <Breadcrumb
            label={t('console.admin.path')}
            steps={[
              { label: t('console.admin.technicians.title'), href: '/console/admin/technicians' },
              { label: title },
            ]}
          />
        }
        title={title}
        lead={t('console.admin.technicians.newLead')}
      />
      <Form action={createTechnicianAction}>
        <TechnicianFields />
        <div className="form-actions">
          <SubmitButton>{t('console.admin.technicians.create')}</SubmitButton>
          <ButtonLink variant="quiet" href="/console/admin/technicians">
            {t('console.admin.cancel')}
          </ButtonLink>
        </div>
      </Form>
    </Page>
  );
}
