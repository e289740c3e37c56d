'use client';

import { Form } from '@/ui/form';
import { Notice } from '@/ui/notice';
import { PasswordField } from '@/ui/password-field';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';
import { signInAction } from './actions';

export function SignInForm({
  next,
  news,
  labels,
}: {
  next: string;
  /** What has just happened: a password was set. */
  news?: string;
  labels: { email: string; password: string; deed: string };
}) {
  return (
    <Form action={signInAction}>
      {news && <Notice tone="success">{news}</Notice>}
      <input type="hidden" name="next" value={next} />
      <TextField
        label={labels.email}
        name="login"
        type="email"
        autoComplete="username webauthn"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <PasswordField
        label={labels.password}
        name="password"
        autoComplete="current-password"
        required
      />
      <SubmitButton wide>{labels.deed}</SubmitButton>
    </Form>
  );
}
