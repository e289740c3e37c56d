import { getTranslations } from 'next-intl/server';
import { orNotFoundPage } from '@/session/page';
import { readProviders } from '@/session/provider/read-providers';
import { requireAdmin } from '@/session/require-person';
import { setting } from '@/settings/tenant-settings';
import { Page, PageHeader, Section } from '@/ui/page';
import { InstantSwitch } from '../../_forms/instant-switch';
import { NewProviderForm } from './_providers/new-provider-form';
import { ProviderList } from './_providers/provider-list';
import { changeSignInAction } from './actions';

export async function generateMetadata() {
  await requireAdmin();
  return { title: (await getTranslations())('console.admin.signIn.title') };
}

export default async function SignInSettingsPage() {
  const scope = await requireAdmin();
  const providers = await orNotFoundPage(readProviders(scope));
  const t = await getTranslations();
  return (
    <Page>
      <PageHeader title={t('console.admin.signIn.title')} lead={t('console.admin.signIn.lead')} />
      <Section title={t('console.admin.signIn.links')} lead={t('console.admin.signIn.linksLead')}>
        <InstantSwitch
          action={changeSignInAction}
          name="link"
          fields={{}}
          checked={setting(scope, 'signIn').link}
          label={t('console.admin.signIn.link')}
          help={t('console.admin.signIn.linkHelp')}
        />
      </Section>
      <Section
        title={t('console.admin.signIn.providers')}
        lead={t('console.admin.signIn.providersLead')}
      >
        <ProviderList providers={providers} />
      </Section>
      <Section title={t('console.admin.signIn.add')} lead={t('console.admin.signIn.addLead')}>
        <NewProviderForm />
      </Section>
    </Page>
  );
}
