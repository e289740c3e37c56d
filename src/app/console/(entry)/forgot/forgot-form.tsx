'use client';

import { useState } from 'react';
import { Form } from '@/ui/form';
import { Notice } from '@/ui/notice';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';
import { requestPasswordLinkAction } from './actions';

type Labels = Record<'lead' | 'email' | 'deed' | 'sent' | 'sentText', string>;

/** Says the same whether or not there is such a technician. */
export function ForgotForm({ labels }: { labels: Labels }) {
  const [isSent, setSent] = useState(false);
  if (isSent) {
    return (
      <Notice tone="success" title={labels.sent} role="status">
        <p>{labels.sentText}</p>
      </Notice>
    );
  }
  return (
    <>
      <p className="text-muted">{labels.lead}</p>
      <Form action={requestPasswordLinkAction} onSuccess={() => setSent(true)}>
        <TextField
          label={labels.email}
          name="login"
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <SubmitButton wide>{labels.deed}</SubmitButton>
      </Form>
    </>
  );
}
