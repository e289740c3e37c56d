import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { chooseLanguageAction } from '@/app/portal/_frame/actions';
import { localeNames, locales } from '@/i18n/locales';
import { LanguageSwitch } from '@/ui/language-switch';
import { Brand } from '@/ui/shell';
import { readReader } from '../_shell/read-reader';

/** The pages before the sign-in: whose console this is, one thing to do, the language. */
export default async function EntryLayout({ children }: { children: ReactNode }) {
  const { tenant, language } = await readReader();
  const t = await getTranslations();
  return (
    <div className="console-entry">
      <header>
        <Brand href="/console" name={tenant.name} />
        <p className="text-muted">{t('console.entry.technicians')}</p>
      </header>
      <main id="main">{children}</main>
      <footer>
        <LanguageSwitch
          action={chooseLanguageAction}
          label={t('console.settings.language')}
          current={language}
          options={locales.map((value) => ({ value, label: localeNames[value] }))}
        />
      </footer>
    </div>
  );
}
