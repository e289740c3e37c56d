'use client';

import { useTranslations } from 'next-intl';
import { useOptimistic, useState, useTransition } from 'react';
import { ConfirmDialog } from '@/ui/confirm-dialog';
import { Switch } from '@/ui/switch';
import { useUiTexts } from '@/ui/ui-texts';
import { perform } from '../../../_forms/perform';
import { changeDomainAction } from './actions';

/** Switches HSTS on after a question, for browsers keep to it for a year, and off at once. */
export function HstsSwitch({
  host,
  unicodeHost,
  checked,
}: {
  host: string;
  unicodeHost: string;
  checked: boolean;
}) {
  const t = useTranslations();
  const texts = useUiTexts();
  const [shown, show] = useOptimistic(checked);
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [, start] = useTransition();
  async function change(next: boolean) {
    const fields = { host, hsts: String(next) };
    const answer = await perform(changeDomainAction, fields, texts.unreachable);
    setFailure(answer.ok ? undefined : answer.message);
  }
  return (
    <>
      <Switch
        label={t('console.admin.domains.hsts')}
        help={t('console.admin.domains.hstsHelp')}
        error={failure}
        checked={shown}
        onChange={(event) => {
          if (event.currentTarget.checked) return setAsking(true);
          start(async () => {
            show(false);
            await change(false);
          });
        }}
      />
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t('console.admin.domains.hstsTitle', { host: unicodeHost })}
        text={t('console.admin.domains.hstsText')}
        deed={t('console.admin.domains.hstsDeed')}
        variant="primary"
        onConfirm={() => change(true)}
      />
    </>
  );
}
