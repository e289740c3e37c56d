'use client';

import { type ReactNode, useState } from 'react';
import type { FormAction } from '@/ui/action-state';
import { Form } from '@/ui/form';
import { SubmitButton } from '@/ui/submit-button';

/** A form that stays on its page and says that it has been saved until something changes. */
export function SavingForm({
  action,
  submit,
  saved,
  children,
}: {
  action: FormAction;
  submit: string;
  saved: string;
  children: ReactNode;
}) {
  const [isSaved, setSaved] = useState(false);
  return (
    <Form
      action={action}
      onSuccess={() => setSaved(true)}
      onChange={() => setSaved(false)}
      className="form max-w-xl"
    >
      {children}
      <div className="form-actions">
        <SubmitButton>{submit}</SubmitButton>
        <span role="status" className="text-muted">
          {isSaved && saved}
        </span>
      </div>
    </Form>
  );
}
