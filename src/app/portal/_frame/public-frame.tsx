import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { localeNames, locales } from '@/i18n/locales';
import { ButtonLink } from '@/ui/button';
import { LanguageSwitch } from '@/ui/language-switch';
import { SkipLink } from '@/ui/page';
import { chooseLanguageAction } from './actions';
import { Announcements } from './announcements';
import { FooterLinks } from './footer-links';
import { readReader } from './read-reader';
import { TenantBrand } from './tenant-brand';

/** The frame of what is for everybody, around whoever is not signed in. */
export async function PublicFrame({ children }: { children: ReactNode }) {
  const reader = await readReader();
  const t = await getTranslations();
  return (
    <div className="public">
      <SkipLink>{t('portal.nav.skip')}</SkipLink>
      <header className="public-top">
        <TenantBrand reader={reader} />
        <nav aria-label={t('portal.nav.label')} className="button-group">
          <ButtonLink href="/knowledge-base" variant="quiet">
            {t('portal.nav.knowledgeBase')}
          </ButtonLink>
          <ButtonLink href="/sign-in">{t('portal.knowledge.signIn')}</ButtonLink>
        </nav>
      </header>
      <Announcements reader={reader} />
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <footer className="public-foot">
        <FooterLinks reader={reader} />
        <LanguageSwitch
          action={chooseLanguageAction}
          label={t('portal.settings.language')}
          current={reader.language}
          options={locales.map((value) => ({ value, label: localeNames[value] }))}
        />
      </footer>
    </div>
  );
}
