'use client';

import { Form } from '@/ui/form';
import { SubmitButton } from '@/ui/submit-button';
import { useSignInLinkAction } from './actions';

/** One button: only pressing it uses the link up. */
export function UseLinkForm({
  token,
  labels,
}: {
  token: string;
  labels: Record<'submit' | 'pending', string>;
}) {
  return (
    <Form action={useSignInLinkAction} onSuccess={({ next }) => window.location.assign(next)}>
      <input type="hidden" name="token" value={token} />
      <SubmitButton wide pendingLabel={labels.pending}>
        {labels.submit}
      </SubmitButton>
    </Form>
  );
}
