import { getTranslations } from 'next-intl/server';
import { EntryFrame } from '@/app/portal/_frame/entry-frame';
import { FramedMissing } from '@/app/portal/_frame/framed-missing';
import { type Query, queryText } from '@/app/portal/_frame/query-text';
import { Refusal } from '@/platform/errors';
import { answerWith } from '@/platform/request-context';
import { requireVisitor, type Visitor } from '@/session/require-visitor';
import { readRatingRequest } from '@/tickets/ratings/rate-ticket';
import { ratingScores } from '@/tickets/ratings/rating-view';
import { RatingForm } from './rating-form';
import { scoreKeys } from './score-keys';

/**
 * Asks how a ticket went, without a sign-in. It only shows a form: programs that scan mails open
 * links, and opening must answer nothing. A `score` in the address is chosen, not sent.
 */
export default async function RatePage({ searchParams }: { searchParams: Query }) {
  const visitor = await requireVisitor();
  const { token, score } = await searchParams;
  const link = queryText(token) ?? '';
  const request = await readUsable(visitor, link);
  if (!request) return <FramedMissing />;
  const t = await getTranslations('portal.rate');
  const wished = ratingScores.find((one) => String(one) === queryText(score));
  const { number, title, canChange } = request;
  const chosen = request.score ?? wished ?? null;
  return (
    <EntryFrame>
      <title>{`${t('title')} · ${visitor.tenant.name}`}</title>
      <div className="entry-text">
        <h1>{t('title')}</h1>
        <p className="text-muted" dir="auto">
          {t('lead', { number: String(number), title })}
        </p>
      </div>
      {canChange ? (
        <RatingForm
          token={link}
          score={chosen}
          comment={request.comment}
          isGiven={request.score !== null}
          words={{
            legend: t('legend'),
            scores: ratingScores.map((one) => t(scoreKeys[one])),
            comment: t('comment'),
            optional: t('optional'),
            send: request.score === null ? t('send') : t('change'),
            thanks: t('thanks'),
            given: t('given'),
          }}
        />
      ) : (
        <p>{t('final', { score: String(request.score) })}</p>
      )}
    </EntryFrame>
  );
}

/** Undefined where there is no such link, or it has expired: as for an unknown address (404). */
async function readUsable(visitor: Visitor, token: string) {
  try {
    return await readRatingRequest(visitor, token);
  } catch (error) {
    if (!(error instanceof Refusal && error.status === 404)) throw error;
    answerWith(404);
    return undefined;
  }
}
