'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { FieldHelp } from '@/ui/field';
import { Panel } from '@/ui/page';
import { ConfirmDeed } from '../../../_forms/confirm-deed';
import { DeedButton } from '../../../_forms/deed-button';
import { generateCredentialsAction, revealPasswordAction, sendWelcomeAction } from './actions';
import { CredentialSlip, type SlipWords } from './credential-slip';

export interface CardContact {
  id: string;
  name: string;
  username: string;
  hasEmail: boolean;
  state: 'generated' | 'setByContact' | 'none';
  /** The generated password has not been used yet. */
  canReveal: boolean;
  /** A welcome mail has been sent. */
  welcomed: boolean;
}

/**
 * A contact's username and, until their first sign-in, the generated password. It is not in
 * the page: *Reveal* fetches it and stands in the audit log.
 */
export function CredentialsCard({
  contact,
  reasons,
  slip,
}: {
  contact: CardContact;
  /** Why a deed is not possible now. */
  reasons: { generate?: string; welcome?: string };
  slip: SlipWords;
}) {
  const t = useTranslations();
  const [password, setPassword] = useState<string>();
  const { id, name, username, state, canReveal } = contact;
  const fields = { id };
  const shown = canReveal ? password : undefined;
  return (
    <Panel className="grid content-start gap-4">
      <h2>{t('console.people.credentials.title')}</h2>
      <div className="grid gap-1">
        <p className="text-muted">{t('console.people.credentials.username')}</p>
        <div className="flex items-center justify-between gap-2">
          <code className="min-w-0 break-all font-mono">{username}</code>
          <CopyButton value={username} iconOnly of={t('console.people.credentials.copyUsername')} />
        </div>
      </div>
      <div className="grid gap-1">
        <p className="text-muted">{t('console.people.credentials.password')}</p>
        {canReveal && (
          <div className="flex min-h-control flex-wrap items-center justify-between gap-2">
            <output className="min-w-0 break-all font-mono">
              {shown ?? <span aria-hidden>••••••••••••</span>}
            </output>
            {shown === undefined ? (
              <DeedButton
                size="sm"
                action={revealPasswordAction}
                fields={fields}
                onSuccess={({ initialPassword }) => setPassword(initialPassword)}
              >
                {t('console.people.credentials.reveal')}
              </DeedButton>
            ) : (
              <span className="flex gap-2">
                <CopyButton
                  value={shown}
                  iconOnly
                  of={t('console.people.credentials.copyPassword')}
                />
                <Button size="sm" onClick={() => setPassword(undefined)}>
                  {t('console.people.credentials.hide')}
                </Button>
              </span>
            )}
          </div>
        )}
        {state === 'setByContact' && <p>{t('console.people.credentials.setByContact')}</p>}
        {state === 'none' && <p>{t('console.people.credentials.none')}</p>}
        {canReveal && <FieldHelp>{t('console.people.credentials.revealHelp')}</FieldHelp>}
        {state === 'generated' && !canReveal && <p>{t('console.people.credentials.used')}</p>}
      </div>
      {contact.hasEmail && (
        <DeedButton
          action={sendWelcomeAction}
          fields={fields}
          reason={reasons.welcome}
          onSuccess={() => setPassword(undefined)}
          done={t('console.people.credentials.sent')}
          help={
            contact.welcomed
              ? t('console.people.credentials.resendHelp')
              : t('console.people.credentials.sendHelp')
          }
        >
          {contact.welcomed
            ? t('console.people.credentials.resend')
            : t('console.people.credentials.send')}
        </DeedButton>
      )}
      {!contact.hasEmail && canReveal && (
        <CredentialSlip
          contact={contact}
          words={slip}
          password={shown}
          onReveal={(revealed) => setPassword(revealed)}
        />
      )}
      <ConfirmDeed
        action={generateCredentialsAction}
        fields={fields}
        button={t('console.people.credentials.generate')}
        title={t('console.people.credentials.generateTitle', { name })}
        text={t('console.people.credentials.generateText', { name })}
        variant="primary"
        reason={reasons.generate}
        onSuccess={({ initialPassword }) => setPassword(initialPassword)}
      />
    </Panel>
  );
}
