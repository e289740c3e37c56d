'use client';

import type { ReactNode } from 'react';
import { Form } from '@/ui/form';
import { PasswordField } from '@/ui/password-field';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';
import { signInAction } from './actions';

/** Goes on by a full load: language, colours and navigation are then the person's. */
export function SignInForm({
  next,
  labels,
  children,
}: {
  next: string;
  labels: Record<'username' | 'usernameHelp' | 'password' | 'submit' | 'pending', string>;
  children: ReactNode;
}) {
  return (
    <Form action={signInAction} onSuccess={({ next }) => window.location.assign(next)}>
      <input type="hidden" name="next" value={next} />
      <TextField
        label={labels.username}
        help={labels.usernameHelp}
        name="login"
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        dir="ltr"
        required
      />
      <PasswordField
        label={labels.password}
        name="password"
        autoComplete="current-password"
        dir="ltr"
        required
      />
      <div className="form-actions">
        <SubmitButton wide pendingLabel={labels.pending}>
          {labels.submit}
        </SubmitButton>
        {children}
      </div>
    </Form>
  );
}
