import { getTranslations } from 'next-intl/server';
import type { Finding } from '@/certificates/diagnosis';
import { StatusPill, type Tone } from '@/ui/status-pill';
import { DnsValues } from '../../_dns/dns-values';
import { type Cause, causeWords, isSameCause } from './cause-words';

const checks = {
  cname: 'console.admin.domains.check.cname',
  proof: 'console.admin.domains.check.proof',
  address: 'console.admin.domains.check.address',
  ipv6: 'console.admin.domains.check.ipv6',
  proxy: 'console.admin.domains.check.proxy',
  caa: 'console.admin.domains.check.caa',
  port80: 'console.admin.domains.check.port80',
} as const satisfies Record<Finding['check'], string>;

const verdicts = {
  right: { name: 'console.admin.domains.verdict.right', tone: 'success' },
  wrong: { name: 'console.admin.domains.verdict.wrong', tone: 'danger' },
  warning: { name: 'console.admin.domains.verdict.warning', tone: 'warning' },
  unknown: { name: 'console.admin.domains.verdict.unknown', tone: 'neutral' },
} as const satisfies Record<Finding['verdict'], { name: string; tone: Tone }>;

/**
 * What the last look found: what should be there, what is there, why, and the one fix. The cause
 * that was `said` above is not said again.
 */
export async function FindingList({ findings, said }: { findings: Finding[]; said: Cause | null }) {
  const t = await getTranslations();
  return (
    <ul className="rows">
      {findings.map(({ check, verdict, expected, found, cause, ttl }, at) => {
        const { name, tone } = verdicts[verdict];
        const words = cause && !isSameCause(cause, said) && causeWords(t, cause);
        return (
          <li key={at} className="domain-finding">
            <p className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span className="font-medium">{t(checks[check])}</span>
              <StatusPill tone={tone}>{t(name)}</StatusPill>
            </p>
            <dl className="facts">
              {expected.length > 0 && (
                <DnsValues name={t('console.admin.domains.expected')} values={expected} />
              )}
              <DnsValues
                name={t('console.admin.domains.found')}
                values={found}
                none={t('console.admin.domains.nothing')}
              />
            </dl>
            {words && (
              <p className="max-w-prose wrap-anywhere">
                {words.cause} {words.fix}
              </p>
            )}
            {verdict !== 'right' && ttl !== undefined && ttl > 60 && (
              <p className="row-note">
                {t('console.admin.domains.kept', { minutes: Math.ceil(ttl / 60) })}
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
