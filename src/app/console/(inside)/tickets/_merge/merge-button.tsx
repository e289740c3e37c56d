'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Form } from '@/ui/form';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';
import { mergeTicketAction } from './actions';

/** Asks in which ticket this one goes on. */
export function MergeButton({ number, company }: { number: number; company: string }) {
  const t = useTranslations();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        {t('console.merge.open')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t('console.merge.title', { number: String(number) })}
        text={t('console.merge.text')}
      >
        <Form action={mergeTicketAction} onSuccess={() => setOpen(false)}>
          <input type="hidden" name="number" value={number} />
          <TextField
            label={t('console.merge.into')}
            help={t('console.merge.intoHelp', { company })}
            name="into"
            inputMode="numeric"
            autoComplete="off"
            maxLength={12}
            required
          />
          <div className="form-actions">
            <SubmitButton>{t('console.merge.deed')}</SubmitButton>
          </div>
        </Form>
      </Dialog>
    </>
  );
}
