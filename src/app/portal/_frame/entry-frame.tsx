import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { localeNames, locales } from '@/i18n/locales';
import { setting } from '@/settings/tenant-settings';
import { Brand } from '@/ui/shell';
import { BrandMark } from './brand-mark';
import { LanguageSwitch } from './language-switch';
import { readReader } from './read-reader';

/** The frame of pages before the sign-in: whose portal this is, one thing to do, the language. */
export async function EntryFrame({ children }: { children: ReactNode }) {
  const { tenant, language, ...reader } = await readReader();
  const t = await getTranslations();
  const { supportContact } = setting(reader, 'branding');
  return (
    <div className="entry">
      <header>
        <Brand href="/" name={tenant.name} logo={<BrandMark name={tenant.name} />} />
      </header>
      <main id="main">{children}</main>
      <footer>
        {supportContact && <p>{t('portal.entry.support', { contact: supportContact })}</p>}
        <LanguageSwitch
          label={t('portal.settings.language')}
          current={language}
          options={locales.map((value) => ({ value, label: localeNames[value] }))}
        />
      </footer>
    </div>
  );
}
