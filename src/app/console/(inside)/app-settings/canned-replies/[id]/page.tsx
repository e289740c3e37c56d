import { getTranslations } from 'next-intl/server';
import { orNotFoundPage } from '@/session/page';
import { requireTechnician } from '@/session/require-person';
import { readCannedReply } from '@/tickets/desk/read-canned-replies';
import { Notice } from '@/ui/notice';
import type { PageInput } from '../../../../_shell/page-input';
import { ConfirmDeed } from '../../../_forms/confirm-deed';
import { reasonOf } from '../../../_forms/reason-of';
import { changeCannedReplyAction, deleteCannedReplyAction } from '../actions';
import { CannedReplyForm } from '../canned-reply-form';
import { CannedReplyFrame } from '../canned-reply-frame';
import { exampleValues } from '../example-values';

export async function generateMetadata() {
  await requireTechnician();
  return { title: (await getTranslations())('console.canned.title') };
}

/** One canned reply; the team's is for reading where one isn't an admin. */
export default async function CannedReplyIdPage({ params }: PageInput<{ id: string }>) {
  const scope = await requireTechnician();
  const { id } = await params;
  const reply = await orNotFoundPage(readCannedReply(scope, id));
  const t = await getTranslations();
  if (!reply.can.change.allowed) {
    return (
      <CannedReplyFrame title={reply.title}>
        <Notice>{reasonOf(t, reply.can.change)}</Notice>
        <p className="canned-preview" dir="auto">
          {reply.body}
        </p>
      </CannedReplyFrame>
    );
  }
  return (
    <CannedReplyFrame title={reply.title}>
      <CannedReplyForm
        action={changeCannedReplyAction}
        reply={{ id, title: reply.title, body: reply.body }}
        examples={await exampleValues(scope)}
      />
      <ConfirmDeed
        action={deleteCannedReplyAction}
        fields={{ id }}
        button={t('console.canned.delete')}
        title={t('console.canned.deleteTitle', { name: reply.title })}
        text={t('console.canned.deleteText')}
      />
    </CannedReplyFrame>
  );
}
