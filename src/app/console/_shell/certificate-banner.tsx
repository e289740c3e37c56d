import { getTranslations } from 'next-intl/server';
import type { Scope, Technician } from '@/access/scope';
import { certificatesAtRisk } from '@/certificates/at-risk';
import { clock } from '@/platform/clock';
import { Banner } from '@/ui/banner';
import { ButtonLink } from '@/ui/button';

/** Over an admin's pages while a certificate comes near its end, or has ended, and its renewal fails. */
export async function CertificateBanner({ scope }: { scope: Scope<Technician> }) {
  const risks = await certificatesAtRisk(scope);
  if (risks.length === 0) return null;
  const t = await getTranslations();
  const style = { dateStyle: 'long', timeZone: scope.tenant.timeZone } as const;
  const date = new Intl.DateTimeFormat(scope.language, style);
  return (
    <Banner
      tone={risks.some(isEnded) ? 'danger' : 'warning'}
      label={t('console.admin.domains.riskLabel')}
      title={t('console.admin.domains.riskTitle', { count: risks.length })}
      action={
        <ButtonLink href="/console/admin/service-portal" size="sm">
          {t('console.admin.domains.riskDeed')}
        </ButtonLink>
      }
    >
      {risks.map((risk) => {
        const values = { host: risk.host, when: date.format(risk.notAfter) };
        return (
          <p key={risk.host} className="wrap-anywhere">
            {isEnded(risk)
              ? t('console.admin.domains.riskEnded', values)
              : t('console.admin.domains.riskLine', values)}
          </p>
        );
      })}
    </Banner>
  );
}

const isEnded = ({ notAfter }: { notAfter: Date }) => notAfter <= clock.now();
