'use client';

import { useEffect, useRef, useState } from 'react';
import type { FormAction } from '@/ui/action-state';
import { Form } from '@/ui/form';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';

type Labels = Record<
  'title' | 'lead' | 'login' | 'submit' | 'sentTitle' | 'sent' | 'sentNext',
  string
>;

/** Asks for a link by mail; says the same whether or not there is such a person. */
export function AskForLinkForm({
  action,
  next,
  labels,
}: {
  action: FormAction;
  /** Where the link leads on to, for one that signs in. */
  next?: string;
  labels: Labels;
}) {
  const [isSent, setSent] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isSent) heading.current?.focus();
  }, [isSent]);
  if (isSent) {
    return (
      <div className="entry-text">
        <h1 ref={heading} tabIndex={-1}>
          {labels.sentTitle}
        </h1>
        <p>{labels.sent}</p>
        <p className="text-muted">{labels.sentNext}</p>
      </div>
    );
  }
  return (
    <>
      <div className="entry-text">
        <h1>{labels.title}</h1>
        <p className="text-muted">{labels.lead}</p>
      </div>
      <Form action={action} onSuccess={() => setSent(true)}>
        {next && <input type="hidden" name="next" value={next} />}
        <TextField
          label={labels.login}
          name="login"
          autoComplete="username"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          dir="ltr"
          required
        />
        <SubmitButton wide>{labels.submit}</SubmitButton>
      </Form>
    </>
  );
}
