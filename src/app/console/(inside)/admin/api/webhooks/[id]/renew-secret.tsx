'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { CopyButton } from '@/ui/copy-button';
import { Notice } from '@/ui/notice';
import { ConfirmDeed } from '../../../../_forms/confirm-deed';
import { renewSecretAction } from '../actions';

/** Makes a new secret, after asking, and shows it this once. */
export function RenewSecret({ id, host }: { id: string; host: string }) {
  const t = useTranslations();
  const [secret, setSecret] = useState<string>();
  if (secret) {
    return (
      <Notice tone="success" role="status" title={t('console.admin.webhooks.renewed')}>
        <p>{t('console.admin.webhooks.renewedText')}</p>
        <p className="my-3 break-all font-mono">{secret}</p>
        <CopyButton value={secret} of={t('console.admin.webhooks.copySecret')} />
      </Notice>
    );
  }
  return (
    <ConfirmDeed
      action={renewSecretAction}
      fields={{ id }}
      button={t('console.admin.webhooks.renew')}
      title={t('console.admin.webhooks.renewTitle', { host })}
      text={t('console.admin.webhooks.renewText')}
      onSuccess={(value) => setSecret(value.secret)}
    />
  );
}
