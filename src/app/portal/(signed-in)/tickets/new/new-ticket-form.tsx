'use client';

import { useRouter } from 'next/navigation';
import { type ComponentProps, useRef } from 'react';
import { ChangedFields } from '@/app/_fields/changed-fields';
import { FieldInputs } from '@/app/_fields/field-inputs';
import type { AttachWords } from '@/app/portal/_tickets/attach-words';
import { AttachmentsField } from '@/app/portal/_tickets/attachments-field';
import { ColleaguePicker } from '@/app/portal/_tickets/colleague-picker';
import type { FieldView } from '@/fields/field';
import type { Named } from '@/tickets/ticket-view';
import { Form } from '@/ui/form';
import { SubmitButton } from '@/ui/submit-button';
import { TextArea } from '@/ui/text-area';
import { TextField } from '@/ui/text-field';
import { useDraft } from '@/ui/use-draft';
import { useSubmissionId } from '@/ui/use-submission-id';
import { openTicketAction } from './actions';
import { TitleSuggestions } from './title-suggestions';

type Word =
  | 'titleHelp'
  | 'descriptionHelp'
  | 'optional'
  | 'none'
  | 'language'
  | 'gone'
  | 'added'
  | 'submit'
  | 'pending'
  | 'cc'
  | 'ccHelp'
  | 'ccChoose';

export function NewTicketForm({
  defaultTitle,
  followUpOf,
  submissionId,
  draftKey,
  fields,
  colleagues,
  locale,
  attachWords,
  suggestWords,
  words,
}: {
  defaultTitle?: string;
  followUpOf?: number;
  /** Sent twice, the form makes one ticket. */
  submissionId: string;
  draftKey: string;
  fields: readonly FieldView[];
  colleagues: readonly Named[];
  locale: string;
  attachWords: AttachWords;
  /** For a contact who has a knowledge base. */
  suggestWords: ComponentProps<typeof TitleSuggestions>['words'] | undefined;
  words: Record<Word, string>;
}) {
  const typed = useRef<HTMLDivElement>(null);
  const router = useRouter();
  const submission = useSubmissionId(submissionId);
  function lookAgain(refused: Record<string, string>) {
    submission.renewIfUsed(refused);
    if (Object.keys(refused).some(isFieldInput)) router.refresh();
  }
  const asked = (key: string) => fields.find((field) => field.key === key && field.editable);
  const [title, description] = [asked('title'), asked('description')];
  // A title that came along is not the one of an older draft.
  useDraft(typed, [draftKey, followUpOf, defaultTitle].filter(Boolean).join(':'));
  return (
    <Form action={openTicketAction} onRefused={lookAgain}>
      <ChangedFields fields={fields} form={typed} words={words} />
      <input type="hidden" name="submissionId" value={submission.id} />
      {followUpOf && <input type="hidden" name="followUpOf" value={followUpOf} />}
      <div ref={typed} className="form">
        {title && (
          <TextField
            label={title.label}
            help={words.titleHelp}
            name="title"
            defaultValue={defaultTitle ?? textOf(title)}
            maxLength={200}
            dir="auto"
            autoComplete="off"
            required
          />
        )}
        {title && suggestWords && <TitleSuggestions form={typed} words={suggestWords} />}
        {description && (
          <TextArea
            label={description.label}
            help={words.descriptionHelp}
            name="description"
            defaultValue={textOf(description)}
            rows={6}
            dir="auto"
            required
            autoFocus={Boolean(defaultTitle)}
          />
        )}
        <FieldInputs fields={fields.filter(({ key }) => !apart.has(key))} words={words} />
      </div>
      <AttachmentsField words={attachWords} locale={locale} />
      {colleagues.length > 0 && (
        <ColleaguePicker
          name="ccIds[]"
          colleagues={colleagues}
          words={{
            label: words.cc,
            help: words.ccHelp,
            choose: words.ccChoose,
            mark: words.optional,
          }}
        />
      )}
      <div className="form-actions">
        <SubmitButton pendingLabel={words.pending}>{words.submit}</SubmitButton>
      </div>
    </Form>
  );
}

/** They have inputs of their own, or deeds: contacts close and reopen. */
const apart = new Set(['title', 'description', 'status']);

const isFieldInput = (name: string) =>
  name === 'title' || name === 'description' || name.startsWith('fields.');

const textOf = ({ value }: FieldView) => (typeof value === 'string' ? value : undefined);
