'use client';

import { Form } from '@/ui/form';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';
import { findPortalAction } from './actions';

/** Goes to the host of the portal with this name. */
export function FindPortalForm({
  base,
  words,
}: {
  base: string;
  words: Record<'name' | 'help' | 'submit', string>;
}) {
  return (
    <Form action={findPortalAction}>
      <TextField
        label={words.name}
        help={words.help}
        name="name"
        placeholder={`acme.${base}`}
        autoCapitalize="none"
        autoCorrect="off"
        autoComplete="organization"
        spellCheck={false}
        dir="ltr"
        required
      />
      <SubmitButton wide>{words.submit}</SubmitButton>
    </Form>
  );
}
