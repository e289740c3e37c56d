'use client';

import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { Named } from '@/tickets/ticket-view';
import { Form } from '@/ui/form';
import { Select } from '@/ui/select';
import { SubmitButton } from '@/ui/submit-button';
import { addCcAction, suggestCcsAction } from './actions';
import type { CopyWords } from './copy-list';

/** First a button, then the colleagues to choose from. */
export function AddCopy({ number, words }: { number: number; words: CopyWords }) {
  const [colleagues, setColleagues] = useState<readonly Named[]>();
  if (!colleagues) {
    return (
      <Form action={suggestCcsAction} onSuccess={setColleagues} className="">
        <input type="hidden" name="number" value={number} />
        <SubmitButton variant="quiet" size="sm" icon={<UserPlus aria-hidden />}>
          {words.another}
        </SubmitButton>
      </Form>
    );
  }
  if (colleagues.length === 0) return <p className="text-muted">{words.nobodyLeft}</p>;
  return (
    <Form action={addCcAction} className="add-copy">
      <input type="hidden" name="number" value={number} />
      <Select
        label={words.choose}
        hideLabel
        name="contactId"
        defaultValue=""
        autoFocus
        options={[
          { value: '', label: words.choose },
          ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <SubmitButton variant="secondary">{words.add}</SubmitButton>
    </Form>
  );
}
