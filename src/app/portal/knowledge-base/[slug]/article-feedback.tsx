import { getTranslations } from 'next-intl/server';
import type { ArticleView } from '@/knowledge/article-view';
import { type FeedbackReason, feedbackReasons } from '@/knowledge/feedback/feedback';
import type { Reader } from '@/knowledge/reader';
import { hasSection } from '@/settings/sections';
import { FeedbackForm } from './feedback-form';

/** *Was this helpful?* below an article, in the reader's language. */
export async function ArticleFeedback({
  article,
  reader,
}: {
  article: ArticleView;
  reader: Reader;
}) {
  const t = await getTranslations('portal.knowledge.feedback');
  const reasons = feedbackReasons.map((reason) => [reason, t(reasonWords[reason])]);
  const isKnown = reader.actor.kind === 'contact';
  return (
    <section className="article-feedback">
      <FeedbackForm
        key={`${article.id} ${article.language} ${article.version}`}
        articleId={article.id}
        language={article.language}
        version={article.version}
        own={article.feedback}
        ticketPath={ticketPathOf(reader, article.title)}
        words={{
          question: t('question'),
          yes: t('yes'),
          no: t('no'),
          thanks: t('thanks'),
          sorry: t('sorry'),
          why: t('why'),
          reasons: Object.fromEntries(reasons) as Record<FeedbackReason, string>,
          comment: t('comment'),
          optional: t('optional'),
          nobodyAnswers: t('nobodyAnswers'),
          openTicket: isKnown ? t('openTicket') : t('signInForTicket'),
          send: t('send'),
          kept: isKnown ? t('kept') : t('keptSignedOut'),
          changedYes: t('changedYes'),
          changedNo: t('changedNo'),
        }}
      />
    </section>
  );
}

/** Who is signed out may find out after the sign-in whether tickets are for them. */
function ticketPathOf({ actor }: Reader, title: string): string | undefined {
  const path = `/tickets/new?title=${encodeURIComponent(title)}`;
  if (actor.kind === 'contact') return hasSection(actor, 'ticketing') ? path : undefined;
  return `/sign-in?next=${encodeURIComponent(path)}`;
}

const reasonWords = {
  unanswered: 'reason.unanswered',
  outdated: 'reason.outdated',
  unclear: 'reason.unclear',
  failing: 'reason.failing',
  other: 'reason.other',
} as const satisfies Record<FeedbackReason, string>;
