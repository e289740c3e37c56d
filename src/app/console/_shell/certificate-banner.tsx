import { getTranslations } from 'next-intl/server';
import type { Scope, Technician } from '@/access/scope';
import { certificatesAtRisk } from '@/certificates/at-risk';
import { Banner } from '@/ui/banner';
import { ButtonLink } from '@/ui/button';

/** Over an admin's pages while a certificate comes near its end and its renewal fails. */
export async function CertificateBanner({ scope }: { scope: Scope<Technician> }) {
  const risks = await certificatesAtRisk(scope);
  if (risks.length === 0) return null;
  const t = await getTranslations();
  const style = { dateStyle: 'long', timeZone: scope.tenant.timeZone } as const;
  const date = new Intl.DateTimeFormat(scope.language, style);
  return (
    <Banner
      tone="warning"
      label={t('console.admin.domains.riskLabel')}
      title={t('console.admin.domains.riskTitle', { count: risks.length })}
      action={
        <ButtonLink href="/console/admin/service-portal" size="sm">
          {t('console.admin.domains.riskDeed')}
        </ButtonLink>
      }
    >
      {risks.map(({ host, notAfter }) => (
        <p key={host} className="wrap-anywhere">
          {t('console.admin.domains.riskLine', { host, when: date.format(notAfter) })}
        </p>
      ))}
    </Banner>
  );
}
