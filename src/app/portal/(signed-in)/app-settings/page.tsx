import { cookies } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import { localeNames, locales } from '@/i18n/locales';
import { passwordLength } from '@/people/password-rules';
import { readOwnSessions } from '@/session/own-sessions';
import { requireContact } from '@/session/require-person';
import { LanguageSwitch } from '@/ui/language-switch';
import { Facts, Page, PageHeader, Section } from '@/ui/page';
import { readTheme, themeCookie } from '@/ui/theme';
import { ThemeSwitch } from '@/ui/theme-switch';
import { changeLanguageAction } from './actions';
import { PasswordForm } from './password-form';
import { sessionLine } from './session-line';
import { SessionList } from './session-list';

export default async function AppSettingsPage() {
  const scope = await requireContact();
  const sessions = await readOwnSessions(scope);
  const t = await getTranslations('portal.settings');
  const { tenant, actor, language } = scope;
  const theme = readTheme((await cookies()).get(themeCookie)?.value);
  return (
    <Page width="narrow">
      <title>{`${t('title')} · ${tenant.name}`}</title>
      <PageHeader title={t('title')} />
      <Section title={t('language')} lead={t('languageLead')}>
        <LanguageSwitch
          action={changeLanguageAction}
          className="form"
          fieldClassName="max-w-60"
          label={t('language')}
          current={language}
          options={locales.map((value) => ({ value, label: localeNames[value] }))}
        />
      </Section>
      <Section title={t('appearance')} lead={t('appearanceLead')}>
        <ThemeSwitch
          legend={t('theme')}
          labels={{ light: t('themeLight'), dark: t('themeDark'), system: t('themeSystem') }}
          initial={theme}
        />
      </Section>
      <Section title={t('password')} lead={t('passwordLead')}>
        <PasswordForm
          words={{
            current: t('current'),
            next: t('next'),
            help: t('passwordHelp', { min: passwordLength.min }),
            save: t('passwordSave'),
            done: t('passwordDone'),
          }}
        />
      </Section>
      <Section title={t('sessions')} lead={t('sessionsLead')}>
        <SessionList
          sessions={sessions.map((session) => sessionLine(session, t))}
          locale={language}
          timeZone={tenant.timeZone}
          words={{
            list: t('sessions'),
            here: t('thisSession'),
            seen: t('seen'),
            revoke: t('revoke'),
            revokeOf: t('revokeOf', { name: '{name}' }),
            revokeOthers: t('revokeOthers'),
          }}
        />
      </Section>
      <Section title={t('account')} lead={t('accountLead')}>
        <Facts
          items={[
            { key: 'name', name: t('name'), value: <bdi>{actor.name}</bdi> },
            { key: 'company', name: t('company'), value: <bdi>{actor.companyName}</bdi> },
          ]}
        />
      </Section>
    </Page>
  );
}
