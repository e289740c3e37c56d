'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Form } from '@/ui/form';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';
import { TimeAgo } from '@/ui/time-ago';
import { ProofField } from '../../../../_factors/proof-field';
import { removePasskeyAction, renamePasskeyAction } from './actions';

/** One passkey: its name, when it was used, a new name, its end. */
export function PasskeyRow({
  id,
  name,
  createdAt,
  lastUsedAt,
  timeZone,
}: {
  id: string;
  name: string;
  createdAt: number;
  lastUsedAt: number | null;
  timeZone: string;
}) {
  const t = useTranslations();
  const time = { locale: useLocale(), timeZone };
  const [asked, ask] = useState<'rename' | 'remove'>();
  const close = () => ask(undefined);
  return (
    <li className="row flex-wrap">
      <div className="row-main">
        <p className="row-title" dir="auto">
          {name}
        </p>
        <p className="row-note">
          {t('console.security.added')} <TimeAgo at={createdAt} {...time} />
          {lastUsedAt !== null && (
            <>
              {' · '}
              {t('console.security.used')} <TimeAgo at={lastUsedAt} {...time} />
            </>
          )}
        </p>
      </div>
      <div className="button-group">
        <Button size="sm" variant="quiet" onClick={() => ask('rename')}>
          {t('console.security.rename')}
        </Button>
        <Button size="sm" variant="quiet" onClick={() => ask('remove')}>
          {t('console.security.remove')}
        </Button>
      </div>
      <Dialog
        open={asked === 'rename'}
        onOpenChange={close}
        title={t('console.security.renameTitle', { name })}
      >
        <Form action={renamePasskeyAction} onSuccess={close}>
          <input type="hidden" name="passkeyId" value={id} />
          <TextField
            name="name"
            label={t('console.security.passkeyName')}
            defaultValue={name}
            autoComplete="off"
            required
            maxLength={60}
          />
          <SubmitButton>{t('console.security.rename')}</SubmitButton>
        </Form>
      </Dialog>
      <Dialog
        open={asked === 'remove'}
        onOpenChange={close}
        title={t('console.security.removeTitle', { name })}
        text={t('console.security.removeText')}
      >
        <Form action={removePasskeyAction} onSuccess={close}>
          <input type="hidden" name="passkeyId" value={id} />
          <ProofField />
          <SubmitButton variant="danger">{t('console.security.remove')}</SubmitButton>
        </Form>
      </Dialog>
    </li>
  );
}
