'use client';

import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/browser';
import { useTranslations } from 'next-intl';
import { useEffect, useState, useTransition } from 'react';
import type { FormAction } from '@/ui/action-state';
import { FieldHelp } from '@/ui/field';
import { Form } from '@/ui/form';
import { Notice } from '@/ui/notice';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';
import { useUiTexts } from '@/ui/ui-texts';
import { perform } from '../(inside)/_forms/perform';
import { browserName } from '../(inside)/app-settings/browser-name';
import { ProofField } from './proof-field';
import { type MadeCodes, useCodes } from './use-codes';

/** What the first action answers: what the device is asked, and the name that was typed. */
export interface BegunPasskey {
  options: PublicKeyCredentialCreationOptionsJSON;
  name: string;
}

/** Names a passkey and has this browser make it. Says so where the browser can't. */
export function AddPasskey({
  begin,
  finish,
  wantsProof,
  next,
}: {
  begin: FormAction<BegunPasskey>;
  finish: FormAction<MadeCodes>;
  wantsProof?: boolean;
  next?: string;
}) {
  const t = useTranslations();
  const texts = useUiTexts();
  const { shown, done } = useCodes(next);
  const [isKnown, setKnown] = useState(true);
  const [round, setRound] = useState(0);
  const [name, setName] = useState('');
  const [failure, setFailure] = useState<string>();
  const [pending, start] = useTransition();

  useEffect(() => {
    import('@simplewebauthn/browser').then(({ browserSupportsWebAuthn }) => {
      setKnown(browserSupportsWebAuthn());
      setName(browserName(navigator.userAgent) ?? '');
    });
  }, []);

  function make(begun: BegunPasskey) {
    start(async () => {
      const { startRegistration } = await import('@simplewebauthn/browser');
      const made = await startRegistration({ optionsJSON: begun.options }).catch(() => null);
      if (!made) return setFailure(t('console.security.passkeyCancelled'));
      const fields = { made: JSON.stringify(made), name: begun.name };
      const answer = await perform(finish, fields, texts.unreachable);
      if (!answer.ok) return setFailure(answer.message);
      setRound(round + 1); // the next one begins with empty fields
      done(answer.value);
    });
  }

  if (shown) return shown;
  if (!isKnown) return <FieldHelp>{t('console.security.noPasskeys')}</FieldHelp>;
  return (
    <Form
      key={round}
      action={begin}
      onSuccess={make}
      onChange={() => setFailure(undefined)}
      className="form max-w-xl noscript:hidden"
    >
      <TextField
        label={t('console.security.passkeyName')}
        help={t('console.security.passkeyNameHelp')}
        name="name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        autoComplete="off"
        required
        maxLength={60}
      />
      {wantsProof && <ProofField />}
      <div className="form-actions">
        <SubmitButton pending={pending}>{t('console.security.addPasskey')}</SubmitButton>
      </div>
      {failure && (
        <Notice tone="danger" role="alert">
          {failure}
        </Notice>
      )}
    </Form>
  );
}
