'use client';

import { useState } from 'react';
import { Form } from '@/ui/form';
import { Notice } from '@/ui/notice';
import { PasswordField } from '@/ui/password-field';
import { SubmitButton } from '@/ui/submit-button';
import { changePasswordAction } from './actions';

type Labels = Record<'current' | 'next' | 'help' | 'deed' | 'done', string>;

export function PasswordForm({ login, labels }: { login: string; labels: Labels }) {
  const [isDone, setDone] = useState(false);
  return (
    <Form action={changePasswordAction} resetOnSuccess onSuccess={() => setDone(true)}>
      {isDone && (
        <Notice tone="success" role="status">
          {labels.done}
        </Notice>
      )}
      {/* Tells password managers whose password this is. */}
      <input type="text" autoComplete="username" value={login} readOnly hidden />
      <PasswordField
        label={labels.current}
        name="current"
        autoComplete="current-password"
        required
      />
      <PasswordField
        label={labels.next}
        help={labels.help}
        name="next"
        autoComplete="new-password"
        required
      />
      <div className="form-actions">
        <SubmitButton>{labels.deed}</SubmitButton>
      </div>
    </Form>
  );
}
