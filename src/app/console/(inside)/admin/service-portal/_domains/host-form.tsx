'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Form } from '@/ui/form';
import { Notice } from '@/ui/notice';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';
import { claimDomainAction } from './actions';

/** Takes a host name as it was pasted, and says what was made of it. */
export function HostForm() {
  const t = useTranslations();
  const [claimed, setClaimed] = useState<{ typed: string; host: string }>();
  return (
    <Form
      action={claimDomainAction}
      onSuccess={setClaimed}
      onChange={() => setClaimed(undefined)}
      resetOnSuccess
      className="form max-w-xl"
    >
      <TextField
        name="host"
        label={t('console.admin.domains.host')}
        help={t('console.admin.domains.hostHelp')}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        inputMode="url"
        dir="ltr"
        required
        maxLength={2_000}
      />
      <div className="form-actions">
        <SubmitButton>{t('console.admin.domains.update')}</SubmitButton>
      </div>
      <div role="status">
        {claimed && (
          <Notice tone="success">
            {claimed.typed !== claimed.host && (
              <p className="wrap-anywhere">
                {t('console.admin.domains.normalised', {
                  typed: claimed.typed,
                  host: claimed.host,
                })}
              </p>
            )}
            <p className="wrap-anywhere">
              {t('console.admin.domains.claimed', { host: claimed.host })}
            </p>
          </Notice>
        )}
      </div>
    </Form>
  );
}
