'use client';

import type { FormAction } from '@/ui/action-state';
import { Form } from '@/ui/form';
import { SubmitButton } from '@/ui/submit-button';
import { resumeMailsAction, stopMailsAction } from './actions';

/** Stops mails, or has them sent again; what it says changes with the page around it. */
export function StopForm({
  token,
  isStopped,
  deed,
}: {
  token: string;
  isStopped: boolean;
  deed: string;
}) {
  const action: FormAction = isStopped ? resumeMailsAction : stopMailsAction;
  return (
    <Form key={String(isStopped)} action={action}>
      <input type="hidden" name="token" value={token} />
      <SubmitButton wide>{deed}</SubmitButton>
    </Form>
  );
}
