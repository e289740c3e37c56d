import { getTranslations } from 'next-intl/server';
import type { SendingKeyView } from '@/notifications/outbound/read-sending-domain';
import { CopyButton } from '@/ui/copy-button';
import { StatusPill } from '@/ui/status-pill';
import { keyStates } from './finding-words';

/** The record that a key needs, to be copied part by part; of a retired one, that it can go. */
export async function KeyRecord({ sendingKey }: { sendingKey: SendingKeyView }) {
  const t = await getTranslations();
  const { state, record } = sendingKey;
  return (
    <li className="grid gap-2 py-3">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="font-medium">{t('console.admin.sending.record')}</span>
        <StatusPill tone={keyStates[state].tone}>{t(keyStates[state].key)}</StatusPill>
      </p>
      {state === 'retired' ? (
        <p className="row-note break-words">
          {t('console.admin.sending.retiredText', { name: record.name })}
        </p>
      ) : (
        <dl className="facts">
          <dt>{t('console.admin.domains.type')}</dt>
          <dd className="font-mono">TXT</dd>
          <dt>{t('console.admin.domains.name')}</dt>
          <Copied value={record.name} of={t('console.admin.domains.copyName', { type: 'TXT' })} />
          <dt>{t('console.admin.domains.value')}</dt>
          <Copied value={record.value} of={t('console.admin.domains.copyValue', { type: 'TXT' })} />
        </dl>
      )}
    </li>
  );
}

function Copied({ value, of }: { value: string; of: string }) {
  return (
    <dd className="flex min-w-0 items-start justify-between gap-2">
      <code className="min-w-0 break-all font-mono" dir="ltr">
        {value}
      </code>
      <CopyButton value={value} iconOnly of={of} />
    </dd>
  );
}
