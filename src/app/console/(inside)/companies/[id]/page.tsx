import { Plus } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { readCompany } from '@/people/read-companies';
import { readContacts } from '@/people/read-contacts';
import { orNotFoundPage } from '@/session/page';
import { requireTechnician } from '@/session/require-person';
import { Breadcrumb } from '@/ui/breadcrumb';
import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Page, PageHeader, Section } from '@/ui/page';
import { TimeAgo } from '@/ui/time-ago';
import { ConfirmDeed } from '../../_forms/confirm-deed';
import { reasonOf } from '../../_forms/reason-of';
import { SavingForm } from '../../_forms/saving-form';
import { withQuery } from '../../_lists/query-text';
import { ContactRows } from '../../contacts/contact-rows';
import { changeCompanyAction, deleteCompanyAction } from '../actions';
import { CompanyFields } from '../company-fields';

type Params = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Params) {
  const scope = await requireTechnician();
  const company = await orNotFoundPage(readCompany(scope, (await params).id));
  return { title: company.name };
}

export default async function CompanyPage({ params }: Params) {
  const scope = await requireTechnician();
  const { id } = await params;
  const [company, contacts] = await orNotFoundPage(
    Promise.all([readCompany(scope, id), readContacts(scope, { companyId: id, limit: 25 })]),
  );
  const t = await getTranslations();
  const newContact = (
    <ButtonLink
      size="sm"
      href={withQuery('/console/contacts/new', { companyId: id })}
      icon={<Plus aria-hidden />}
    >
      {t('console.people.contacts.new')}
    </ButtonLink>
  );
  return (
    <Page>
      <PageHeader
        before={
          <Breadcrumb
            label={t('console.people.breadcrumb')}
            steps={[
              { label: t('console.people.companies.title'), href: '/console/companies' },
              { label: company.name },
            ]}
          />
        }
        title={<bdi>{company.name}</bdi>}
        meta={
          <>
            <span>
              {t('console.people.companies.contactCount', { count: company.contactCount })}
            </span>
            <span>
              {t('console.people.since')}{' '}
              <TimeAgo
                at={company.createdAt}
                locale={scope.language}
                timeZone={scope.tenant.timeZone}
              />
            </span>
          </>
        }
        actions={
          <>
            {scope.actor.role === 'admin' && (
              <ButtonLink href={`/console/admin/settings/service-levels/companies/${id}`}>
                {t('console.people.companies.serviceLevels')}
              </ButtonLink>
            )}
            <ButtonLink href={withQuery('/console/tickets', { view: 'all', company: id })}>
              {t('console.people.companies.tickets')}
            </ButtonLink>
          </>
        }
      />
      <Section
        title={t('console.people.companies.contacts')}
        lead={t('console.people.companies.contactsLead')}
        actions={newContact}
      >
        {contacts.rows.length > 0 ? (
          <ContactRows rows={contacts.rows} hideCompany />
        ) : (
          <EmptyState
            level={3}
            title={t('console.people.companies.noContacts')}
            text={t('console.people.companies.noContactsText')}
          />
        )}
        {contacts.nextCursor && (
          <ButtonLink size="sm" href={withQuery('/console/contacts', { companyId: id })}>
            {t('console.people.companies.allContacts')}
          </ButtonLink>
        )}
      </Section>
      <Section title={t('console.people.companies.facts')}>
        <SavingForm
          action={changeCompanyAction}
          submit={t('console.people.save')}
          saved={t('console.people.saved')}
        >
          <input type="hidden" name="id" value={id} />
          <CompanyFields company={company} />
        </SavingForm>
      </Section>
      <Section
        title={t('console.people.companies.delete')}
        lead={t('console.people.companies.deleteLead')}
      >
        <ConfirmDeed
          action={deleteCompanyAction}
          fields={{ id }}
          button={t('console.people.companies.deleteDeed', { name: company.name })}
          title={t('console.people.companies.deleteTitle', { name: company.name })}
          text={t('console.people.companies.deleteText')}
          reason={reasonOf(t, company.can.delete)}
        />
      </Section>
    </Page>
  );
}
