'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { FormAction } from '@/ui/action-state';
import { CopyButton } from '@/ui/copy-button';
import { Form } from '@/ui/form';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';
import { type MadeCodes, useCodes } from './use-codes';

/** Telling an app the secret, by its camera or by typing, and proving that it has it. */
export function TotpSetUp({
  secret,
  qr,
  action,
  next,
  cancel,
}: {
  secret: string;
  /** Drawn on the server: dark squares as a path. */
  qr: { size: number; path: string };
  action: FormAction<MadeCodes>;
  /** Where to go on to; without it the page is drawn again. */
  next?: string;
  /** A button beside the deed. */
  cancel?: ReactNode;
}) {
  const t = useTranslations();
  const { shown, done } = useCodes(next);
  if (shown) return shown;
  return (
    <div className="grid gap-4">
      <p>{t('console.security.scan')}</p>
      <svg
        role="img"
        aria-label={t('console.security.qr')}
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        shapeRendering="crispEdges"
        className="size-48 rounded-lg border border-line"
      >
        {/* Dark on light in every theme: many apps read it no other way. */}
        <rect width={qr.size} height={qr.size} fill="white" />
        <path d={qr.path} fill="black" />
      </svg>
      <div>
        <p className="text-muted">{t('console.security.typeSecret')}</p>
        <p className="my-2 break-words font-mono">{secret}</p>
        <CopyButton value={secret.replaceAll(' ', '')} of={t('console.security.copySecret')} />
      </div>
      <Form action={action} onSuccess={done} className="form max-w-xl">
        <TextField
          label={t('console.security.code')}
          help={t('console.security.codeHelp')}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          maxLength={20}
        />
        <div className="form-actions">
          <SubmitButton>{t('console.security.confirm')}</SubmitButton>
          {cancel}
        </div>
      </Form>
    </div>
  );
}
