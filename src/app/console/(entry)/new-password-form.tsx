'use client';

import type { FormAction } from '@/ui/action-state';
import { Form } from '@/ui/form';
import { PasswordField } from '@/ui/password-field';
import { SubmitButton } from '@/ui/submit-button';

/** A new password, once: it can be looked at, so nobody types it twice. */
export function NewPasswordForm({
  action,
  token,
  labels,
}: {
  action: FormAction;
  /** From the link in a mail; it is used up when the form is sent, never before. */
  token?: string;
  labels: { next: string; help: string; deed: string };
}) {
  return (
    <Form action={action}>
      {token && <input type="hidden" name="token" value={token} />}
      <PasswordField
        label={labels.next}
        help={labels.help}
        name="next"
        autoComplete="new-password"
        required
      />
      <SubmitButton wide>{labels.deed}</SubmitButton>
    </Form>
  );
}
