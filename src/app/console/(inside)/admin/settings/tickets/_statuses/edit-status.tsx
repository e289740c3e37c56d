'use client';

import { useTranslations } from 'next-intl';
import type { StatusDefinition } from '@/tickets/statuses/status-definition';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Form } from '@/ui/form';
import { SubmitButton } from '@/ui/submit-button';
import { useUiTexts } from '@/ui/ui-texts';
import { changeStatusAction, createStatusAction } from './actions';
import { StatusFields } from './status-fields';

/** Adds a status, or changes the one that is given. */
export function EditStatus({
  status,
  language,
  onClose,
  onDone,
}: {
  status?: StatusDefinition;
  language: string;
  onClose: () => void;
  onDone: () => void;
}) {
  const t = useTranslations();
  const texts = useUiTexts();
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={
        status
          ? t('console.admin.statuses.editTitle', { status: status.label })
          : t('console.admin.statuses.addTitle')
      }
    >
      <Form action={status ? changeStatusAction : createStatusAction} onSuccess={onDone}>
        <StatusFields status={status} language={language} />
        <div className="dialog-actions">
          <Button onClick={onClose}>{texts.cancel}</Button>
          <SubmitButton>
            {status ? t('console.admin.statuses.save') : t('console.admin.statuses.add')}
          </SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}
