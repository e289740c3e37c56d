import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { localeNames, locales } from '@/i18n/locales';
import { passwordLength } from '@/people/password-rules';
import { readOwnSessions } from '@/session/own-sessions';
import { requireTechnician } from '@/session/require-person';
import { Page, PageHeader, Section } from '@/ui/page';
import { readTheme, themeCookie } from '@/ui/theme';
import { ThemeSwitch } from '@/ui/theme-switch';
import { LanguageForm } from './language-form';
import { PasswordForm } from './password-form';
import { SessionList } from './session-list';

export async function generateMetadata(): Promise<Metadata> {
  await requireTechnician();
  const t = await getTranslations();
  return { title: t('console.nav.appSettings') };
}

/** What each technician chooses for themselves. */
export default async function AppSettingsPage() {
  const scope = await requireTechnician();
  const sessions = await readOwnSessions(scope);
  const theme = readTheme((await cookies()).get(themeCookie)?.value);
  const t = await getTranslations();
  return (
    <Page width="narrow">
      <PageHeader title={t('console.nav.appSettings')} lead={t('console.settings.lead')} />
      <Section title={t('console.settings.display')}>
        <div className="grid gap-5">
          <LanguageForm
            label={t('console.settings.language')}
            help={t('console.settings.languageHelp')}
            current={scope.language}
            options={locales.map((value) => ({ value, label: localeNames[value] }))}
          />
          <ThemeSwitch
            legend={t('console.settings.theme')}
            initial={theme}
            labels={{
              light: t('console.settings.light'),
              dark: t('console.settings.dark'),
              system: t('console.settings.system'),
            }}
          />
        </div>
      </Section>
      <Section title={t('console.canned.title')} lead={t('console.canned.lead')}>
        <Link href="/console/app-settings/canned-replies" className="link">
          {t('console.canned.manage')}
        </Link>
      </Section>
      <Section title={t('console.settings.password')} lead={t('console.settings.passwordLead')}>
        <PasswordForm
          login={scope.actor.email}
          labels={{
            current: t('console.settings.currentPassword'),
            next: t('console.setPassword.next'),
            help: t('console.setPassword.help', { min: passwordLength.min }),
            deed: t('console.settings.changePassword'),
            done: t('console.settings.passwordChanged'),
          }}
        />
      </Section>
      <Section title={t('console.security.title')} lead={t('console.security.lead')}>
        <Link href="/console/app-settings/security" className="link">
          {t('console.security.manage')}
        </Link>
      </Section>
      <Section title={t('console.settings.sessions')} lead={t('console.settings.sessionsLead')}>
        <SessionList
          sessions={sessions.map(
            ({ id, userAgent, address, methodName, lastSeenAt, isCurrent }) => ({
              id,
              userAgent,
              address,
              provider: methodName,
              at: lastSeenAt.getTime(),
              isCurrent,
            }),
          )}
          timeZone={scope.tenant.timeZone}
        />
      </Section>
    </Page>
  );
}
