import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { readTotpSetUp } from '@/people/factors/switch-on-totp';
import { qrPath } from '@/platform/qr/qr-code';
import { requireTechnicianWithoutFactor } from '@/session/require-person';
import { Button } from '@/ui/button';
import { Form } from '@/ui/form';
import { Section } from '@/ui/page';
import { SubmitButton } from '@/ui/submit-button';
import { AddPasskey } from '../../_factors/add-passkey';
import { TotpSetUp } from '../../_factors/totp-set-up';
import { securityMessages } from '../../_shell/client-messages';
import {
  beginFirstPasskeyAction,
  beginFirstTotpAction,
  confirmFirstTotpAction,
  keepFirstPasskeyAction,
} from './actions';

export async function generateMetadata(): Promise<Metadata> {
  await requireTechnicianWithoutFactor();
  const t = await getTranslations();
  return { title: t('console.security.firstTitle') };
}

/** Where the tenant wants second factors: nothing else is open before there is one. */
export default async function SetUpFactorPage() {
  const scope = await requireTechnicianWithoutFactor();
  const setUp = await readTotpSetUp(scope);
  const t = await getTranslations();
  return (
    <NextIntlClientProvider
      locale={scope.language}
      timeZone={scope.tenant.timeZone}
      messages={await securityMessages(scope.language)}
    >
      <h1>{t('console.security.firstTitle')}</h1>
      <p className="text-muted">{t('console.security.firstLead', { tenant: scope.tenant.name })}</p>
      <Section title={t('console.security.app')} lead={t('console.security.appLead')}>
        {setUp ? (
          <TotpSetUp
            secret={setUp.secret}
            qr={qrPath(setUp.uri)}
            action={confirmFirstTotpAction}
            next="/console"
          />
        ) : (
          <Form action={beginFirstTotpAction}>
            <SubmitButton wide>{t('console.security.setUpApp')}</SubmitButton>
          </Form>
        )}
      </Section>
      <Section title={t('console.security.passkeys')} lead={t('console.security.passkeysLead')}>
        <AddPasskey
          begin={beginFirstPasskeyAction}
          finish={keepFirstPasskeyAction}
          next="/console"
        />
      </Section>
      <form method="post" action="/api/sign-out?face=console">
        <Button type="submit" variant="quiet">
          {t('console.nav.signOut')}
        </Button>
      </form>
    </NextIntlClientProvider>
  );
}
