'use client';

import { Pencil } from 'lucide-react';
import { useState } from 'react';
import type { FieldView } from '@/fields/field';
import type { FormAction } from '@/ui/action-state';
import { Button } from '@/ui/button';
import { Form } from '@/ui/form';
import { SubmitButton } from '@/ui/submit-button';
import { FieldInputs, type FieldInputWords } from './field-inputs';

export interface EditFieldsWords extends FieldInputWords {
  edit: string;
  save: string;
  cancel: string;
}

/** First a button, then the fields of a ticket that the reader may fill in. */
export function EditFields({
  number,
  fields,
  action,
  words,
}: {
  number: number;
  fields: readonly FieldView[];
  action: FormAction;
  words: EditFieldsWords;
}) {
  const [isOpen, setOpen] = useState(false);
  if (!isOpen) {
    return (
      <div>
        <Button size="sm" icon={<Pencil aria-hidden />} onClick={() => setOpen(true)}>
          {words.edit}
        </Button>
      </div>
    );
  }
  return (
    <Form action={action} onSuccess={() => setOpen(false)}>
      <input type="hidden" name="number" value={number} />
      <FieldInputs fields={fields} words={words} />
      <div className="form-actions">
        <SubmitButton>{words.save}</SubmitButton>
        <Button onClick={() => setOpen(false)}>{words.cancel}</Button>
      </div>
    </Form>
  );
}
