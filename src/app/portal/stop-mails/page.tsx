import { getTranslations } from 'next-intl/server';
import { EntryFrame } from '@/app/portal/_frame/entry-frame';
import { FramedMissing } from '@/app/portal/_frame/framed-missing';
import { type Query, queryText } from '@/app/portal/_frame/query-text';
import { readStop } from '@/notifications/outbound/stop-mails';
import { Refusal } from '@/platform/errors';
import { answerWith } from '@/platform/request-context';
import { requireVisitor, type Visitor } from '@/session/require-visitor';
import { StopForm } from './stop-form';

const words = {
  thread: 'portal.stopMails.thread',
  ratings: 'portal.stopMails.ratings',
  articles: 'portal.stopMails.articles',
} as const;

/** Asks whether some mails shall stop, without a sign-in; opening the page stops nothing. */
export default async function StopMailsPage({ searchParams }: { searchParams: Query }) {
  const visitor = await requireVisitor();
  const token = queryText((await searchParams).token) ?? '';
  const stop = await readUsable(visitor, token);
  if (!stop) return <FramedMissing />;
  const t = await getTranslations();
  const { topic, isStopped } = stop;
  return (
    <EntryFrame>
      <title>{`${t('portal.stopMails.title')} · ${visitor.tenant.name}`}</title>
      <div className="entry-text" role="status">
        <h1>{t(isStopped ? 'portal.stopMails.done' : 'portal.stopMails.title')}</h1>
        <p className="text-muted">
          {t(words[topic], { tenant: visitor.tenant.name, stopped: String(isStopped) })}
        </p>
      </div>
      <StopForm
        token={token}
        isStopped={isStopped}
        deed={t(isStopped ? 'portal.stopMails.resume' : 'portal.stopMails.stop')}
      />
    </EntryFrame>
  );
}

/** Undefined where nobody signed the link: as for an unknown address (404). */
async function readUsable(visitor: Visitor, token: string) {
  try {
    return await readStop(visitor, token);
  } catch (error) {
    if (!(error instanceof Refusal && error.status === 404)) throw error;
    answerWith(404);
    return undefined;
  }
}
