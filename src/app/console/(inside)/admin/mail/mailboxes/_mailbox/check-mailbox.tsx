'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { MailboxFinding } from '@/notifications/mailboxes/mailbox-words';
import { Notice } from '@/ui/notice';
import { DeedButton } from '../../../../_forms/deed-button';
import { checkMailboxAction } from '../actions';
import { findingWords } from './mailbox-sentences';

/** Connects to the mailbox now, and says the first thing that is in the way. */
export function CheckMailbox({ id }: { id: string }) {
  const t = useTranslations();
  const [found, setFound] = useState<MailboxFinding>();
  return (
    <div className="grid gap-3">
      <DeedButton action={checkMailboxAction} fields={{ id }} onSuccess={setFound}>
        {t('console.admin.mailboxes.check')}
      </DeedButton>
      <div aria-live="polite">
        {found && (
          <Notice tone={found.finding === 'ok' ? 'success' : 'danger'}>
            <p className="break-words">{t(findingWords[found.finding], { about: found.about })}</p>
          </Notice>
        )}
      </div>
    </div>
  );
}
