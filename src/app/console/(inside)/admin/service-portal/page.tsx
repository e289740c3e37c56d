import './_domains/domains.css';
import { getTranslations } from 'next-intl/server';
import { readDomains } from '@/certificates/read-domains';
import { clock } from '@/platform/clock';
import { orNotFoundPage } from '@/session/page';
import { requireAdmin } from '@/session/require-person';
import { setting } from '@/settings/tenant-settings';
import { readPortal } from '@/tenants/read-portal';
import { timeZones } from '@/tenants/time-zone';
import { Page, PageHeader, Section } from '@/ui/page';
import { Announcements } from './_announcements/announcements';
import { BrandForm } from './_brand/brand-form';
import { BrandImages } from './_brand/brand-images';
import { OwnDomain } from './_domains/own-domain';
import { LockedCards } from './_entitlements/locked-cards';
import { Sections } from './_sections/sections';
import { LanguageForm } from './language-form';
import { TimeZoneForm } from './time-zone-form';
import { WelcomeForm } from './welcome-form';

export async function generateMetadata() {
  await requireAdmin();
  return { title: (await getTranslations())('console.admin.portal.title') };
}

export default async function ServicePortalPage() {
  const scope = await requireAdmin();
  const [portal, domains] = await orNotFoundPage(
    Promise.all([readPortal(scope), readDomains(scope)]),
  );
  const { images, ...brand } = setting(scope, 'branding');
  const t = await getTranslations();
  return (
    <Page>
      <PageHeader title={t('console.admin.portal.title')} lead={t('console.admin.portal.lead')} />
      <OwnDomain scope={scope} portalUrl={portal.url} domains={domains} />
      <Section title={t('console.admin.brand.title')} lead={t('console.admin.brand.lead')}>
        <BrandForm saved={{ name: scope.tenant.name, ...brand }} images={images} />
      </Section>
      <Section title={t('console.admin.images.title')} lead={t('console.admin.images.lead')}>
        <BrandImages images={images} tooLarge={t('refusals.brand.tooLarge')} />
      </Section>
      <Sections scope={scope} />
      <LockedCards scope={scope} />
      <Announcements scope={scope} />
      <Section title={t('console.admin.language.title')} lead={t('console.admin.language.lead')}>
        <LanguageForm saved={portal.defaultLanguage} />
      </Section>
      <Section
        id="time-zone"
        title={t('console.admin.timeZone.title')}
        lead={t('console.admin.timeZone.lead')}
      >
        <TimeZoneForm
          saved={portal.timeZone}
          zones={timeZones(portal.timeZone)}
          now={clock.now()}
        />
      </Section>
      <Section title={t('console.admin.welcome.title')} lead={t('console.admin.welcome.lead')}>
        <WelcomeForm saved={setting(scope, 'welcomeMail')} portalUrl={portal.url} />
      </Section>
    </Page>
  );
}
