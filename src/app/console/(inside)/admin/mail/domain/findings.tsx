import { getTranslations } from 'next-intl/server';
import type { DomainFinding } from '@/notifications/outbound/domain-finding';
import { StatusPill } from '@/ui/status-pill';
import { DnsValues } from '../../_dns/dns-values';
import { causeWords, checkWords, verdictWords } from './finding-words';

/**
 * What the last look into the DNS found: what should be there, what is, and the one fix. The key's
 * own record stands above.
 */
export async function Findings({ findings }: { findings: readonly DomainFinding[] }) {
  const t = await getTranslations();
  return (
    <ul className="rows">
      {findings.map(({ check, verdict, name, expected, found, cause }) => (
        <li key={check} className="grid gap-1.5 py-3">
          <p className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span className="font-medium">{t(checkWords[check])}</span>
            <StatusPill tone={verdictWords[verdict].tone}>
              {t(verdictWords[verdict].key)}
            </StatusPill>
          </p>
          {cause && <p className="max-w-prose wrap-anywhere">{t(causeWords[cause], { name })}</p>}
          <dl className="facts">
            {verdict !== 'right' && check !== 'dkim' && expected.length > 0 && (
              <DnsValues name={t('console.admin.domains.expected')} values={expected} />
            )}
            <DnsValues
              name={t('console.admin.domains.found')}
              values={found}
              none={t('console.admin.domains.nothing')}
            />
          </dl>
        </li>
      ))}
    </ul>
  );
}
