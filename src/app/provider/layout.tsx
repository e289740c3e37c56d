import '@/ui/theme.css';
import './provider.css';
import type { Viewport } from 'next';
import { cookies } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { directionOf, localeNames, locales } from '@/i18n/locales';
import { requireProviderVisitor } from '@/session/require-provider-visitor';
import { fontClass } from '@/ui/font';
import { LanguageSwitch } from '@/ui/language-switch';
import { readUiTexts } from '@/ui/read-ui-texts';
import { readTheme, themeAttribute, themeColors, themeCookie } from '@/ui/theme';
import { UiTextsProvider } from '@/ui/ui-texts';
import { chooseLanguageAction } from './actions';

export const viewport: Viewport = { themeColor: themeColors, viewportFit: 'cover' };

/** The installation's own host: nobody's portal, so the product's own name and colour. */
export default async function ProviderDocument({ children }: { children: ReactNode }) {
  const { language } = await requireProviderVisitor();
  const theme = readTheme((await cookies()).get(themeCookie)?.value);
  const t = await getTranslations();
  return (
    <html
      lang={language}
      dir={directionOf(language)}
      data-theme={themeAttribute(theme)}
      className={`${fontClass} density-portal`}
      suppressHydrationWarning
    >
      <body>
        <UiTextsProvider texts={readUiTexts(t)}>
          <div className="front">
            <header>{t('provider.product')}</header>
            <main id="main">{children}</main>
            <footer>
              <LanguageSwitch
                action={chooseLanguageAction}
                label={t('provider.language')}
                current={language}
                options={locales.map((value) => ({ value, label: localeNames[value] }))}
              />
            </footer>
          </div>
        </UiTextsProvider>
      </body>
    </html>
  );
}
