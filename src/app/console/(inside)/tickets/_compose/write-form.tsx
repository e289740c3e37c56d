'use client';

import { Lock } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import type { StatusView } from '@/tickets/ticket-view';
import type { FormAction } from '@/ui/action-state';
import { Composer } from '@/ui/composer';
import { FileDrop } from '@/ui/file-drop';
import { Form } from '@/ui/form';
import { Notice } from '@/ui/notice';
import { Select } from '@/ui/select';
import { SubmitButton } from '@/ui/submit-button';
import { newSubmissionId } from '../../../_shell/submission-id';
import { uploadAttachment } from '../../../_shell/upload-attachment';
import { CannedPicker } from '../_canned/canned-picker';

/** Where one reply or note is written. */
export function WriteForm({
  action,
  number,
  draftKey,
  label,
  placeholder,
  deed,
  isNote = false,
  statuses,
  latest,
}: {
  action: FormAction<{ messageId: string }>;
  number: number;
  draftKey: string;
  label: string;
  placeholder: string;
  deed: string;
  isNote?: boolean;
  /** Offers to set a status together with the reply. */
  statuses?: readonly StatusView[];
  latest: { id: string; name: string } | undefined;
}) {
  const t = useTranslations();
  const locale = useLocale();
  const [submissionId, setSubmissionId] = useState(newSubmissionId);
  /** The newest message when the writing began: null while the field is empty. */
  const [readUpTo, setReadUpTo] = useState<string | null>(null);
  const isOvertaken = readUpTo !== null && latest !== undefined && latest.id !== readUpTo;

  function onInput(event: FormEvent) {
    if (!(event.target instanceof HTMLTextAreaElement)) return;
    const isEmpty = event.target.value.trim() === '';
    setReadUpTo((before) => (isEmpty ? null : (before ?? latest?.id ?? '')));
  }

  /** A `;` that begins a line asks for a canned reply. */
  function onKeyDown(event: KeyboardEvent<HTMLFormElement>) {
    const { target, key, currentTarget } = event;
    if (key !== ';' || !(target instanceof HTMLTextAreaElement)) return;
    const before = target.value.slice(0, target.selectionStart);
    if (before !== '' && !before.endsWith('\n')) return;
    event.preventDefault();
    currentTarget.querySelector<HTMLElement>('[data-canned]')?.click();
  }

  return (
    <Form
      action={action}
      resetOnSuccess
      onInput={onInput}
      onKeyDown={onKeyDown}
      onSuccess={() => {
        setSubmissionId(newSubmissionId());
        setReadUpTo(null);
      }}
    >
      <input type="hidden" name="number" value={number} />
      <input type="hidden" name="submissionId" value={submissionId} suppressHydrationWarning />
      {isOvertaken && (
        <Notice
          tone="warning"
          role="status"
          action={
            <a href={`#${latest.id}`} className="link" onClick={() => setReadUpTo(latest.id)}>
              {t('console.compose.showNew')}
            </a>
          }
        >
          {t('console.compose.overtaken', { name: latest.name })}
        </Notice>
      )}
      <Composer
        label={label}
        placeholder={placeholder}
        draftKey={draftKey}
        isPrivate={isNote}
        head={
          isNote && (
            <p className="talk-note-mark px-3 pt-2">
              <Lock aria-hidden />
              {t('console.compose.noteSeenBy')}
            </p>
          )
        }
        start={
          <div className="compose-start">
            <CannedPicker number={number} />
            <FileDrop
              compact
              name="attachmentIds[]"
              label={t('console.compose.attachments')}
              upload={uploadAttachment(t('console.compose.uploadFailed'))}
              locale={locale}
              maxBytes={25 * 1024 * 1024}
              maxFiles={10}
              texts={{
                choose: t('console.compose.choose'),
                drop: t('console.compose.drop'),
                tooLarge: t('console.compose.tooLarge', { limit: '{limit}' }),
                tooMany: t('console.compose.tooMany', { limit: '{limit}' }),
                waiting: t('console.compose.waiting'),
              }}
            />
          </div>
        }
      >
        {statuses && (
          <Select
            label={t('console.compose.thenStatus')}
            hideLabel
            name="statusKey"
            defaultValue=""
            options={[
              { value: '', label: t('console.compose.keepStatus') },
              ...statuses.map((status) => ({
                value: status.key,
                label: t('console.compose.andStatus', { status: status.label }),
              })),
            ]}
          />
        )}
        <SubmitButton>{deed}</SubmitButton>
      </Composer>
    </Form>
  );
}
