import { getTranslations } from 'next-intl/server';
import type { CertificateView } from '@/certificates/domain-view';
import { CopyButton } from '@/ui/copy-button';
import { Facts } from '@/ui/page';
import { dateAndTime } from './date-and-time';

/** Who signed it, until when it holds, how to recognise it, when its successor is ordered. */
export async function CertificateFacts({
  certificate,
  time,
}: {
  certificate: CertificateView;
  time: { locale: string; timeZone: string };
}) {
  const t = await getTranslations();
  const { issuer, serial, fingerprint, notBefore, notAfter, renewAt } = certificate;
  return (
    <Facts
      items={[
        { key: 'issuer', name: t('console.admin.domains.issuer'), value: <bdi>{issuer}</bdi> },
        {
          key: 'from',
          name: t('console.admin.domains.validFrom'),
          value: dateAndTime(notBefore, time),
        },
        {
          key: 'until',
          name: t('console.admin.domains.validUntil'),
          value: dateAndTime(notAfter, time),
        },
        {
          key: 'renewal',
          name: t('console.admin.domains.nextRenewal'),
          value: dateAndTime(renewAt, time),
        },
        { key: 'serial', name: t('console.admin.domains.serial'), value: <Code>{serial}</Code> },
        {
          key: 'fingerprint',
          name: t('console.admin.domains.fingerprint'),
          value: (
            <span className="flex items-start justify-between gap-2">
              <Code>{fingerprint}</Code>
              <CopyButton
                value={fingerprint}
                iconOnly
                of={t('console.admin.domains.copyFingerprint')}
              />
            </span>
          ),
        },
      ]}
    />
  );
}

function Code({ children }: { children: string }) {
  return (
    <code className="break-all font-mono" dir="ltr">
      {children}
    </code>
  );
}
