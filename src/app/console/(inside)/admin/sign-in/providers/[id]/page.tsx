import { getTranslations } from 'next-intl/server';
import { readNames } from '@/people/read-names';
import { orNotFoundPage } from '@/session/page';
import { readProvider } from '@/session/provider/read-providers';
import { requireAdmin } from '@/session/require-person';
import { Breadcrumb } from '@/ui/breadcrumb';
import { Page, PageHeader, Section } from '@/ui/page';
import { StatusPill } from '@/ui/status-pill';
import { ConfirmDeed } from '../../../../_forms/confirm-deed';
import { InstantSwitch } from '../../../../_forms/instant-switch';
import { CheckButton } from '../../_providers/check-button';
import { ClientForm } from '../../_providers/client-form';
import { realmWords } from '../../_providers/provider-words';
import { Registration } from '../../_providers/registration';
import { changeProviderAction, deleteProviderAction } from '../../actions';

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props) {
  const scope = await requireAdmin();
  return { title: (await orNotFoundPage(readProvider(scope, (await params).id))).name };
}

/** In the order of the work: register, enter what came of it, check, switch on. */
export default async function ProviderPage({ params }: Props) {
  const scope = await requireAdmin();
  const provider = await orNotFoundPage(readProvider(scope, (await params).id));
  const { id, name, issuer, realm, enabled, companyIds } = provider;
  const names = await readNames(scope, companyIds);
  const companies = [...names].map(([company, its]) => ({ id: company, name: its }));
  const t = await getTranslations();
  return (
    <Page>
      <PageHeader
        before={
          <Breadcrumb
            label={t('console.admin.path')}
            steps={[
              { label: t('console.admin.signIn.title'), href: '/console/admin/sign-in' },
              { label: t('console.admin.signIn.providers') },
            ]}
          />
        }
        title={<bdi>{name}</bdi>}
        meta={
          <>
            <StatusPill tone={enabled ? 'success' : 'neutral'}>
              {t(enabled ? 'console.admin.signIn.on' : 'console.admin.signIn.off')}
            </StatusPill>
            <span>{t(realmWords[realm])}</span>
          </>
        }
        actions={
          <ConfirmDeed
            action={deleteProviderAction}
            fields={{ id }}
            button={t('console.admin.signIn.delete')}
            title={t('console.admin.signIn.deleteTitle', { name })}
            text={t('console.admin.signIn.deleteText')}
          />
        }
      />
      <code dir="ltr" className="block break-all font-mono">
        {issuer}
      </code>
      <Section title={t('console.admin.signIn.register', { name })}>
        <Registration provider={provider} />
      </Section>
      <Section title={t('console.admin.signIn.client', { name })}>
        <ClientForm provider={provider} companies={companies} />
      </Section>
      <Section
        title={t('console.admin.signIn.check')}
        lead={t('console.admin.signIn.checkLead', { name })}
      >
        <CheckButton id={id} />
        <div className="mt-5">
          <InstantSwitch
            action={changeProviderAction}
            name="enabled"
            fields={{ id }}
            checked={enabled}
            label={t('console.admin.signIn.enabled', { name })}
            help={t('console.admin.signIn.enabledHelp')}
          />
        </div>
      </Section>
    </Page>
  );
}
