'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ProviderFinding } from '@/session/provider/check-provider';
import { Notice } from '@/ui/notice';
import { DeedButton } from '../../../_forms/deed-button';
import { checkProviderAction } from '../actions';
import { findingWords } from './provider-words';

/** Looks at the provider now, and says the first thing that is in the way. */
export function CheckButton({ id }: { id: string }) {
  const t = useTranslations();
  const [found, setFound] = useState<ProviderFinding>();
  return (
    <div className="grid gap-3">
      <DeedButton action={checkProviderAction} fields={{ id }} onSuccess={setFound}>
        {t('console.admin.signIn.checkNow')}
      </DeedButton>
      <div aria-live="polite">
        {found && (
          <Notice tone={toneOf(found)}>
            <p className="break-words">{t(findingWords[found.finding], { about: found.about })}</p>
          </Notice>
        )}
      </div>
    </div>
  );
}

function toneOf({ finding }: ProviderFinding) {
  if (finding === 'ok') return 'success';
  return finding === 'clientMissing' ? 'info' : 'danger';
}
