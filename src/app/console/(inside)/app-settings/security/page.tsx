import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { readOwnFactors } from '@/people/factors/read-factors';
import { requireTechnician } from '@/session/require-person';
import { Breadcrumb } from '@/ui/breadcrumb';
import { Page, PageHeader, Section } from '@/ui/page';
import { AddPasskey } from '../../../_factors/add-passkey';
import { DeedFold } from '../../../_factors/deed-fold';
import { beginPasskeyAction, keepPasskeyAction } from './_passkeys/actions';
import { PasskeyRow } from './_passkeys/passkey-row';
import { AppSection } from './app-section';
import { CodesForm } from './codes-form';

export async function generateMetadata(): Promise<Metadata> {
  await requireTechnician();
  const t = await getTranslations();
  return { title: t('console.security.title') };
}

/** How a technician's own sign-in is protected beyond the password. */
export default async function SecurityPage() {
  const scope = await requireTechnician();
  const { totpSince, passkeys, recoveryCodesLeft } = await readOwnFactors(scope);
  const t = await getTranslations();
  const hasFactor = totpSince !== null || passkeys.length > 0;
  return (
    <Page width="narrow">
      <PageHeader
        before={
          <Breadcrumb
            label={t('console.admin.path')}
            steps={[
              { label: t('console.nav.appSettings'), href: '/console/app-settings' },
              { label: t('console.security.title') },
            ]}
          />
        }
        title={t('console.security.title')}
        lead={t('console.security.lead')}
      />
      <Section title={t('console.security.app')} lead={t('console.security.appLead')}>
        <AppSection scope={scope} since={totpSince} />
      </Section>
      <Section title={t('console.security.passkeys')} lead={t('console.security.passkeysLead')}>
        {passkeys.length > 0 && (
          <ul className="rows mb-5">
            {passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
              <PasskeyRow
                key={id}
                id={id}
                name={name}
                createdAt={createdAt.getTime()}
                lastUsedAt={lastUsedAt?.getTime() ?? null}
                timeZone={scope.tenant.timeZone}
              />
            ))}
          </ul>
        )}
        <DeedFold deed={t('console.security.addPasskey')}>
          <AddPasskey begin={beginPasskeyAction} finish={keepPasskeyAction} wantsProof />
        </DeedFold>
      </Section>
      {hasFactor && (
        <Section title={t('console.security.codes')} lead={t('console.security.codesLead')}>
          <CodesForm left={recoveryCodesLeft} />
        </Section>
      )}
    </Page>
  );
}
