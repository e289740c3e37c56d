'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { Form } from '@/ui/form';
import { Notice } from '@/ui/notice';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';
import { claimDomainAction } from './actions';
import { removedEvent } from './remove-domain';

/**
 * Takes a host name as it was pasted, and says what was made of it. Whoever has removed a host
 * finds themselves here again, and is told.
 */
export function HostForm() {
  const t = useTranslations();
  const [claimed, setClaimed] = useState<{ typed: string; host: string }>();
  const [removed, setRemoved] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const tell = (event: Event) => {
      setClaimed(undefined);
      setRemoved((event as CustomEvent<string>).detail);
      field.current?.focus();
    };
    window.addEventListener(removedEvent, tell);
    return () => window.removeEventListener(removedEvent, tell);
  }, []);
  const forget = () => {
    setClaimed(undefined);
    setRemoved(undefined);
  };
  return (
    <Form
      action={claimDomainAction}
      onSuccess={setClaimed}
      onChange={forget}
      resetOnSuccess
      className="form max-w-xl"
    >
      <TextField
        ref={field}
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
        {removed && (
          <Notice tone="success">
            <p className="wrap-anywhere">{t('console.admin.domains.removed', { host: removed })}</p>
          </Notice>
        )}
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
