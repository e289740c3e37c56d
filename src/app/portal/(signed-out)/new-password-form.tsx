'use client';

import type { FormAction } from '@/ui/action-state';
import { Form } from '@/ui/form';
import { PasswordField } from '@/ui/password-field';
import { SubmitButton } from '@/ui/submit-button';

/** One field: whoever wants to be sure looks at what was typed. */
export function NewPasswordForm({
  action,
  token,
  goal,
  labels,
}: {
  action: FormAction;
  token?: string;
  goal: string;
  labels: Record<'next' | 'help' | 'submit', string>;
}) {
  return (
    <Form action={action} onSuccess={() => window.location.assign(goal)}>
      {token && <input type="hidden" name="token" value={token} />}
      <PasswordField
        label={labels.next}
        help={labels.help}
        name="next"
        autoComplete="new-password"
        dir="ltr"
        required
      />
      <SubmitButton wide>{labels.submit}</SubmitButton>
    </Form>
  );
}
