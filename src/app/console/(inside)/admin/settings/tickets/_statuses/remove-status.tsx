'use client';

import { useTranslations } from 'next-intl';
import type { StatusDefinition } from '@/tickets/statuses/status-definition';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Form } from '@/ui/form';
import { Select } from '@/ui/select';
import { SubmitButton } from '@/ui/submit-button';
import { useUiTexts } from '@/ui/ui-texts';
import { deleteStatusAction } from './actions';

/** Asks where the tickets of a status go, and deletes it. */
export function RemoveStatus({
  status,
  others,
  onClose,
  onDone,
}: {
  status: StatusDefinition;
  others: readonly StatusDefinition[];
  onClose: () => void;
  onDone: () => void;
}) {
  const t = useTranslations();
  const texts = useUiTexts();
  const alike = others.find((one) => one.category === status.category) ?? others[0];
  return (
    <Dialog
      alert
      open
      onOpenChange={onClose}
      title={t('console.admin.statuses.deleteTitle', { status: status.label })}
      text={t('console.admin.statuses.deleteText')}
    >
      <Form action={deleteStatusAction} onSuccess={onDone}>
        <input type="hidden" name="key" value={status.key} />
        <Select
          name="successor"
          label={t('console.admin.statuses.successor')}
          defaultValue={alike?.key}
          options={others.map(({ key, label }) => ({ value: key, label }))}
        />
        <div className="dialog-actions">
          <Button onClick={onClose}>{texts.cancel}</Button>
          <SubmitButton variant="danger">{t('console.admin.statuses.delete')}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}
