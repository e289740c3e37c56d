'use client';

import { useState } from 'react';
import { Form } from '@/ui/form';
import { Notice } from '@/ui/notice';
import { PasswordField } from '@/ui/password-field';
import { SubmitButton } from '@/ui/submit-button';
import { changePasswordAction } from './actions';

export function PasswordForm({
  words,
}: {
  words: Record<'current' | 'next' | 'help' | 'save' | 'done', string>;
}) {
  const [isDone, setDone] = useState(false);
  return (
    <Form
      action={changePasswordAction}
      resetOnSuccess
      onSuccess={() => setDone(true)}
      onInput={() => setDone(false)}
      className="form max-w-100"
    >
      {isDone && (
        <Notice tone="success" role="status">
          {words.done}
        </Notice>
      )}
      <PasswordField
        label={words.current}
        name="current"
        autoComplete="current-password"
        dir="ltr"
        required
      />
      <PasswordField
        label={words.next}
        help={words.help}
        name="next"
        autoComplete="new-password"
        dir="ltr"
        required
      />
      <div>
        <SubmitButton variant="secondary">{words.save}</SubmitButton>
      </div>
    </Form>
  );
}
