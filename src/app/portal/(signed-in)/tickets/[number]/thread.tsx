'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useOptimistic } from 'react';
import type { AttachWords } from '@/app/portal/_tickets/attach-words';
import { AttachmentsField } from '@/app/portal/_tickets/attachments-field';
import type { ActionState } from '@/ui/action-state';
import { Composer } from '@/ui/composer';
import { Form } from '@/ui/form';
import { SubmitButton } from '@/ui/submit-button';
import { useShortcuts } from '@/ui/use-shortcuts';
import { useSubmissionId } from '@/ui/use-submission-id';
import { replyToTicketAction } from './actions';
import { Conversation, type ConversationMessage, type ConversationWords } from './conversation';

export interface ThreadWords extends ConversationWords {
  reply: string;
  placeholder: string;
  send: string;
  sendPending: string;
}

/**
 * The conversation and the composer below it. A reply stands there at once; if the server
 * refuses it, it goes, the sentence says why, and the text is still in the composer.
 */
export function Thread({
  number,
  me,
  messages,
  submissionId,
  draftKey,
  locale,
  timeZone,
  words,
  attachWords,
  instead,
}: {
  number: number;
  me: string;
  messages: readonly ConversationMessage[];
  submissionId: string;
  draftKey: string;
  locale: string;
  timeZone: string;
  words: ThreadWords;
  attachWords: AttachWords;
  /** In place of the composer, where no reply is possible. */
  instead?: ReactNode;
}) {
  const router = useRouter();
  const submission = useSubmissionId(submissionId);
  const [shown, addShown] = useOptimistic(
    messages,
    (before: readonly ConversationMessage[], sent: ConversationMessage) =>
      before.some(({ id }) => id === sent.id) ? before : [...before, sent],
  );
  useShortcuts({ r: { label: words.reply, run: focusComposer } });

  async function send(previous: ActionState<unknown>, form: FormData) {
    const body = String(form.get('body') ?? '').trim();
    if (body) {
      const attachments: ConversationMessage['attachments'] = [];
      const mine = { author: me, isMine: true, isTeam: false, at: Date.now(), isPending: true };
      addShown({ id: submission.id, kind: 'message', body, attachments, ...mine });
    }
    return replyToTicketAction(previous, form);
  }

  return (
    <>
      <Conversation messages={shown} words={words} locale={locale} timeZone={timeZone} />
      {instead ?? (
        <Form
          action={send}
          resetOnSuccess
          onSuccess={submission.renew}
          onRefused={(refused) => {
            if (submission.renewIfUsed(refused)) router.refresh(); // it shows what came before
          }}
          className="form reply-form"
        >
          <input type="hidden" name="number" value={number} />
          <input type="hidden" name="submissionId" value={submission.id} />
          <Composer
            label={words.reply}
            placeholder={words.placeholder}
            draftKey={draftKey}
            start={<AttachmentsField words={attachWords} locale={locale} compact />}
          >
            <SubmitButton pendingLabel={words.sendPending}>{words.send}</SubmitButton>
          </Composer>
        </Form>
      )}
    </>
  );
}

function focusComposer() {
  document.querySelector<HTMLTextAreaElement>('.reply-form textarea')?.focus();
}
