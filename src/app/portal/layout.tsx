import '@/ui/theme.css';
import './portal.css';
import type { Metadata, Viewport } from 'next';
import { cookies, headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { directionOf } from '@/i18n/locales';
import { brandImagePath } from '@/settings/brand-image-kinds';
import { brandImagesOf } from '@/settings/brand-images';
import { setting } from '@/settings/tenant-settings';
import { innerHeaders } from '@/tenants/face';
import { portalUrl } from '@/tenants/urls';
import { accentVariables } from '@/ui/accent';
import { fontClass } from '@/ui/font';
import { LiveTimes } from '@/ui/live-times';
import { readUiTexts } from '@/ui/read-ui-texts';
import { SoftLinks } from '@/ui/soft-links';
import { readTheme, themeAttribute, themeColors, themeCookie } from '@/ui/theme';
import { UiTextsProvider } from '@/ui/ui-texts';
import { ErrorTextsProvider } from './_frame/error-texts';
import { PreviewBanner } from './_frame/preview-banner';
import { readReader } from './_frame/read-reader';

export const viewport: Viewport = { themeColor: themeColors, viewportFit: 'cover' };

/** Named for every size of a tab, so that browsers choose it over our own `favicon.ico`. */
const tabIcon = { type: 'image/png', sizes: '16x16 32x32 96x96' };

/** Whatever host a page was opened on, its one address is that of the host that links name. */
export async function generateMetadata(): Promise<Metadata> {
  const { tenant, ...reader } = await readReader();
  const { favicon, social } = brandImagesOf(reader);
  const [path = '/'] = ((await headers()).get(innerHeaders.path) ?? '/').split('?');
  return {
    robots: { index: false, follow: false },
    alternates: { canonical: portalUrl(tenant, path) },
    ...(favicon && { icons: { icon: { url: brandImagePath(favicon.id), ...tabIcon } } }),
    ...(social && {
      openGraph: {
        siteName: tenant.name,
        images: [
          {
            url: portalUrl(tenant, brandImagePath(social.id)),
            width: social.width,
            height: social.height,
          },
        ],
      },
    }),
  };
}

/** The document of the contacts' side: language, direction, theme, the tenant's colour. */
export default async function PortalDocument({ children }: { children: ReactNode }) {
  const { language, tenant, ...reader } = await readReader();
  const theme = readTheme((await cookies()).get(themeCookie)?.value);
  const t = await getTranslations();
  const errorTexts = {
    title: t('portal.error.title'),
    why: t('portal.error.why'),
    next: t('portal.error.next'),
  };
  return (
    <html
      lang={language}
      dir={directionOf(language)}
      data-theme={themeAttribute(theme)}
      className={`${fontClass} density-portal`}
      style={accentVariables(setting(reader, 'branding').colour)}
      suppressHydrationWarning
    >
      <body>
        <PreviewBanner />
        <UiTextsProvider texts={readUiTexts(t)}>
          <ErrorTextsProvider texts={errorTexts}>{children}</ErrorTextsProvider>
        </UiTextsProvider>
        <SoftLinks beyond={['/api/', '/console']} />
        <LiveTimes locale={language} timeZone={tenant.timeZone} />
      </body>
    </html>
  );
}
