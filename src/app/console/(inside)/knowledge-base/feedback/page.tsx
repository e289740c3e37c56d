import { getTranslations } from 'next-intl/server';
import { feedbackReasons, feedbackStates } from '@/knowledge/feedback/feedback';
import { countOpenFeedback, ListFeedback, readFeedback } from '@/knowledge/feedback/read-feedback';
import { orNotFoundPage } from '@/session/page';
import { requireTechnician } from '@/session/require-person';
import { ButtonLink } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Toolbar } from '@/ui/page';
import { Badge } from '@/ui/status-pill';
import { Tabs } from '@/ui/tabs';
import { FilterSelect } from '../../_lists/filter-select';
import { ListPages } from '../../_lists/list-pages';
import { type Query, queryCursor, queryText, withQuery } from '../../_lists/query-text';
import { ArticleFrame } from '../article-frame';
import { FeedbackList } from './feedback-list';
import { reasonWords } from './reason-words';

const path = '/console/knowledge-base/feedback';
const stateWords = { open: 'console.feedback.open', handled: 'console.feedback.handled' } as const;

export async function generateMetadata() {
  await requireTechnician();
  return { title: (await getTranslations())('console.feedback.title') };
}

/** The feedback queue: what readers found wanting in articles, until somebody has handled it. */
export default async function FeedbackPage({ searchParams }: { searchParams: Query }) {
  const scope = await requireTechnician();
  const query = await searchParams;
  const asked = {
    state: queryText(query.state) ?? 'open',
    reason: queryText(query.reason),
    articleId: queryText(query.article),
    cursor: queryCursor(query.cursor),
  };
  const parsed = ListFeedback.safeParse(asked);
  // A filter that makes no sense is none.
  const wanted = parsed.success ? parsed.data : ListFeedback.parse({ state: 'open' });
  const [{ rows, nextCursor }, open] = await orNotFoundPage(
    Promise.all([readFeedback(scope, { ...wanted, verdict: 'no' }), countOpenFeedback(scope)]),
  );
  const t = await getTranslations();
  const { state = 'open', reason, articleId: article, cursor } = wanted;
  return (
    <ArticleFrame title={t('console.feedback.title')} lead={t('console.feedback.lead')}>
      <Tabs
        label={t('console.feedback.states')}
        items={feedbackStates.map((one) => ({
          href: withQuery(path, { state: one, reason, article }),
          label: t(stateWords[one]),
          badge: one === 'open' && open > 0 ? <Badge>{open}</Badge> : undefined,
          current: one === state,
        }))}
      />
      <Toolbar label={t('console.people.filters')}>
        <FilterSelect
          name="reason"
          label={t('console.feedback.reasonLabel')}
          options={[
            { value: '', label: t('console.feedback.anyReason') },
            ...feedbackReasons.map((value) => ({ value, label: t(reasonWords[value]) })),
          ]}
        />
        {article && (
          <ButtonLink href={withQuery(path, { state, reason })}>
            {t('console.feedback.everyArticle')}
          </ButtonLink>
        )}
      </Toolbar>
      {rows.length === 0 ? (
        <EmptyState
          drawing="letters"
          title={t('console.feedback.none')}
          text={t('console.feedback.noneText')}
        />
      ) : (
        <FeedbackList entries={rows} language={scope.language} timeZone={scope.tenant.timeZone} />
      )}
      <ListPages
        label={t('console.people.pages')}
        first={t('console.people.firstPage')}
        next={t('console.people.nextPage')}
        path={path}
        query={{ state, reason, article }}
        cursor={cursor}
        nextCursor={nextCursor}
      />
    </ArticleFrame>
  );
}
