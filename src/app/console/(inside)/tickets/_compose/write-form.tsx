'use client';

import { Lock } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import {
  type FormEvent,
  type KeyboardEvent,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import type { StatusView } from '@/tickets/ticket-view';
import type { FormAction } from '@/ui/action-state';
import { Composer } from '@/ui/composer';
import { Form } from '@/ui/form';
import { Select } from '@/ui/select';
import { SubmitButton } from '@/ui/submit-button';
import { useSubmissionId } from '@/ui/use-submission-id';
import { AttachmentsField } from '../../_forms/attachments-field';
import { CannedPicker } from '../_canned/canned-picker';
import { usePresence } from '../_presence/presence-context';
import { type LatestMessage, OvertakenNotice } from './overtaken-notice';

/** Where one reply or note is written. */
export function WriteForm({
  action,
  number,
  draftKey,
  label,
  placeholder,
  deed,
  isNote = false,
  readers = [],
  statuses,
  latest,
  style,
}: {
  action: FormAction<{ messageId: string }>;
  number: number;
  draftKey: string;
  label: string;
  placeholder: string;
  deed: string;
  isNote?: boolean;
  /** In whose name one may write, besides one's own. */
  readers?: readonly { id: string; name: string }[];
  /** Offers to set a status together with the reply. */
  statuses?: readonly StatusView[];
  latest: LatestMessage | undefined;
  style: { locale: string; timeZone: string };
}) {
  const t = useTranslations();
  const { tell } = usePresence();
  const root = useRef<HTMLDivElement>(null);
  const router = useRouter();
  const submission = useSubmissionId();
  /** The newest message when the writing began: null while the field is empty. */
  const [readUpTo, setReadUpTo] = useState<string | null>(null);
  const newest = latest?.id ?? 'none';
  const isOvertaken = readUpTo !== null && latest !== undefined && newest !== readUpTo;

  function follow(text: string) {
    const isEmpty = text.trim() === '';
    setReadUpTo((before) => (isEmpty ? null : (before ?? newest)));
    return isEmpty;
  }
  function onInput(event: FormEvent) {
    if (!(event.target instanceof HTMLTextAreaElement)) return;
    const isEmpty = follow(event.target.value);
    tell(isEmpty ? 'looking' : isNote ? 'noting' : 'replying');
  }
  /** A draft that came back was written by somebody who sees the page as it is now. */
  const takeUp = useEffectEvent(() => {
    const field = root.current?.querySelector('textarea');
    if (field) follow(field.value);
  });
  useEffect(() => takeUp(), []);

  function sendAnyway() {
    flushSync(() => setReadUpTo(newest));
    root.current?.closest('form')?.requestSubmit();
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
      onRefused={(refused) => {
        if (submission.renewIfUsed(refused)) router.refresh(); // it shows what came before
      }}
      onSuccess={({ messageId }) => {
        submission.renew();
        setReadUpTo(null);
        tell('looking');
        // It came with the answer, below what was in sight.
        document.getElementById(messageId)?.scrollIntoView({ block: 'nearest' });
      }}
    >
      <input type="hidden" name="number" value={number} />
      {!isNote && <input type="hidden" name="seenId" value={readUpTo ?? newest} />}
      <input type="hidden" name="submissionId" value={submission.id} suppressHydrationWarning />
      {isOvertaken && (
        <OvertakenNotice
          latest={latest}
          style={style}
          onLook={() => setReadUpTo(newest)}
          onSendAnyway={isNote ? undefined : sendAnyway}
        />
      )}
      <div ref={root}>
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
              <AttachmentsField compact label={t('console.compose.attachments')} />
            </div>
          }
        >
          {readers.length > 0 && (
            <Select
              label={t('console.compose.inWhoseName')}
              hideLabel
              name="authorId"
              defaultValue=""
              options={[
                { value: '', label: t('console.compose.inOwnName') },
                ...readers.map(({ id, name }) => ({
                  value: id,
                  label: t('console.compose.onBehalfOf', { name }),
                })),
              ]}
            />
          )}
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
      </div>
    </Form>
  );
}
