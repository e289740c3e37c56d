import '@/ui/theme.css';
import './console.css';
import './desk.css';
import './ticket.css';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ErrorTextsProvider } from '@/app/portal/_frame/error-texts';
import { directionOf } from '@/i18n/locales';
import { setting } from '@/settings/tenant-settings';
import { accentVariables } from '@/ui/accent';
import { fontClass } from '@/ui/font';
import { LiveTimes } from '@/ui/live-times';
import { readUiTexts } from '@/ui/read-ui-texts';
import { SoftLinks } from '@/ui/soft-links';
import { readTheme, themeAttribute, themeColors, themeCookie } from '@/ui/theme';
import { Toaster } from '@/ui/toaster';
import { UiTextsProvider } from '@/ui/ui-texts';
import { readReader } from './_shell/read-reader';

export const viewport: Viewport = { themeColor: themeColors };

export async function generateMetadata(): Promise<Metadata> {
  const { tenant } = await readReader();
  return {
    title: { default: tenant.name, template: `%s · ${tenant.name}` },
    robots: { index: false, follow: false },
  };
}

/** The document of the technicians' side: language, theme, colour, density. */
export default async function ConsoleDocument({ children }: { children: ReactNode }) {
  const reader = await readReader();
  const theme = readTheme((await cookies()).get(themeCookie)?.value);
  const t = await getTranslations();
  return (
    <html
      lang={reader.language}
      dir={directionOf(reader.language)}
      data-theme={themeAttribute(theme)}
      className={`${fontClass} density-console`}
      style={accentVariables(setting(reader, 'branding').colour)}
      suppressHydrationWarning
    >
      <body>
        <UiTextsProvider texts={readUiTexts(t)}>
          <ErrorTextsProvider
            texts={{
              title: t('console.failed.title'),
              why: t('console.failed.why'),
              next: t('console.failed.next'),
            }}
          >
            {children}
          </ErrorTextsProvider>
          <Toaster />
        </UiTextsProvider>
        <SoftLinks beyond={['/api/']} />
        <LiveTimes locale={reader.language} timeZone={reader.tenant.timeZone} />
      </body>
    </html>
  );
}
