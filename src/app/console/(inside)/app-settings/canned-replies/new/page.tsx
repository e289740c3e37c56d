import { getTranslations } from 'next-intl/server';
import { requireTechnician } from '@/session/require-person';
import { createCannedReplyAction } from '../actions';
import { CannedReplyForm } from '../canned-reply-form';
import { CannedReplyFrame } from '../canned-reply-frame';
import { exampleValues } from '../example-values';

export async function generateMetadata() {
  await requireTechnician();
  return { title: (await getTranslations())('console.canned.new') };
}

export default async function NewCannedReplyPage() {
  const scope = await requireTechnician();
  const t = await getTranslations();
  return (
    <CannedReplyFrame title={t('console.canned.new')}>
      <CannedReplyForm
        action={createCannedReplyAction}
        examples={await exampleValues(scope)}
        offersTeam={scope.actor.role === 'admin'}
      />
    </CannedReplyFrame>
  );
}
