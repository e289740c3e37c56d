'use client';

import { useRef } from 'react';
import type { AttachWords } from '@/app/portal/_tickets/attach-words';
import { AttachmentsField } from '@/app/portal/_tickets/attachments-field';
import { ColleaguePicker } from '@/app/portal/_tickets/colleague-picker';
import type { Named } from '@/tickets/ticket-view';
import { Form } from '@/ui/form';
import { SubmitButton } from '@/ui/submit-button';
import { TextArea } from '@/ui/text-area';
import { TextField } from '@/ui/text-field';
import { useDraft } from '@/ui/use-draft';
import { openTicketAction } from './actions';

type Word =
  | 'title'
  | 'titleHelp'
  | 'description'
  | 'descriptionHelp'
  | 'optional'
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
  colleagues,
  locale,
  attachWords,
  words,
}: {
  defaultTitle?: string;
  followUpOf?: number;
  /** Sent twice, the form makes one ticket. */
  submissionId: string;
  draftKey: string;
  colleagues: readonly Named[];
  locale: string;
  attachWords: AttachWords;
  words: Record<Word, string>;
}) {
  const typed = useRef<HTMLDivElement>(null);
  // A title that came along is not the one of an older draft.
  useDraft(typed, [draftKey, followUpOf, defaultTitle].filter(Boolean).join(':'));
  return (
    <Form action={openTicketAction}>
      <input type="hidden" name="submissionId" value={submissionId} />
      {followUpOf && <input type="hidden" name="followUpOf" value={followUpOf} />}
      <div ref={typed} className="form">
        <TextField
          label={words.title}
          help={words.titleHelp}
          name="title"
          defaultValue={defaultTitle}
          maxLength={200}
          dir="auto"
          autoComplete="off"
          required
        />
        <TextArea
          label={words.description}
          help={words.descriptionHelp}
          name="description"
          rows={6}
          dir="auto"
          required
          autoFocus={Boolean(defaultTitle)}
        />
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
