'use client';

import { useTranslations } from 'next-intl';
import { Form } from '@/ui/form';
import { SubmitButton } from '@/ui/submit-button';
import { createMailboxAction } from '../actions';
import { MailboxFields } from './mailbox-fields';

/** A mailbox to read; on its own page it is tested, and switched on. */
export function NewMailboxForm() {
  const t = useTranslations();
  return (
    <Form action={createMailboxAction} className="form max-w-xl">
      <MailboxFields />
      <div className="form-actions">
        <SubmitButton>{t('console.admin.mailboxes.create')}</SubmitButton>
      </div>
    </Form>
  );
}
