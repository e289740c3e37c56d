'use client';

import { BookmarkPlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { Checkbox } from '@/ui/checkbox';
import { Dialog } from '@/ui/dialog';
import { Form } from '@/ui/form';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';
import { saveViewAction } from './actions';

/** Gives what the queue shows now a name in the list of views. */
export function SaveViewButton({ query, isAdmin }: { query: string; isAdmin: boolean }) {
  const t = useTranslations();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="sm"
        variant="quiet"
        icon={<BookmarkPlus aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('console.savedViews.save')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t('console.savedViews.save')}
        text={t('console.savedViews.saveText')}
      >
        <Form action={saveViewAction} onSuccess={() => setOpen(false)}>
          <input type="hidden" name="query" value={query} />
          <TextField
            label={t('console.savedViews.name')}
            name="name"
            maxLength={60}
            autoComplete="off"
            required
          />
          {isAdmin && <Checkbox name="forTeam" label={t('console.savedViews.forTeam')} />}
          <div className="form-actions">
            <SubmitButton>{t('console.savedViews.save')}</SubmitButton>
          </div>
        </Form>
      </Dialog>
    </>
  );
}
