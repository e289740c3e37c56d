'use client';

import { Pencil } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { FieldView } from '@/fields/field';
import type { FormAction } from '@/ui/action-state';
import { Button } from '@/ui/button';
import { Form } from '@/ui/form';
import { SubmitButton } from '@/ui/submit-button';
import { ChangedFields } from './changed-fields';
import { FieldInputs, type FieldInputWords } from './field-inputs';

export interface EditFieldsWords extends FieldInputWords {
  edit: string;
  save: string;
  cancel: string;
  /** With `{fields}`: those that went, and those that came, while somebody edits. */
  gone: string;
  added: string;
}

/** What a ticket says and a button; after that the fields that the reader may fill in. */
export function EditFields({
  number,
  fields,
  action,
  words,
  children,
}: {
  number: number;
  fields: readonly FieldView[];
  action: FormAction;
  words: EditFieldsWords;
  /** Stands there until somebody edits. */
  children?: ReactNode;
}) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(false);
  // What had the focus has gone: it goes to the first input, and back to the button.
  useEffect(() => {
    if (isOpen === wasOpen.current) return;
    wasOpen.current = isOpen;
    box.current?.querySelector<HTMLElement>('input:not([type="hidden"]), select, button')?.focus();
  }, [isOpen]);
  if (!isOpen) {
    return (
      <>
        {children}
        <div ref={box}>
          <Button size="sm" icon={<Pencil aria-hidden />} onClick={() => setOpen(true)}>
            {words.edit}
          </Button>
        </div>
      </>
    );
  }
  return (
    <Form
      action={action}
      onSuccess={() => setOpen(false)}
      // The rules may have changed: what is no longer theirs to fill in goes.
      onRefused={() => router.refresh()}
    >
      <ChangedFields fields={fields} form={box} words={words} />
      <input type="hidden" name="number" value={number} />
      <div
        ref={box}
        className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,14rem),1fr))] items-start gap-4"
      >
        <FieldInputs fields={fields} words={words} />
      </div>
      <div className="form-actions">
        <SubmitButton>{words.save}</SubmitButton>
        <Button onClick={() => setOpen(false)}>{words.cancel}</Button>
      </div>
    </Form>
  );
}
