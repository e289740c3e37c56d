import { getTranslations } from 'next-intl/server';
import type { DuplicatePair } from '@/people/likely-duplicates';
import { ButtonLink } from '@/ui/button';
import { Badge } from '@/ui/status-pill';
import { withQuery } from '../../_lists/query-text';

/** Pairs who may be one person, each with the way to see them side by side. */
export async function DuplicateRows({ pairs }: { pairs: readonly DuplicatePair[] }) {
  const t = await getTranslations();
  const addressOf = ({ email, username }: DuplicatePair['first']) => email ?? username;
  return (
    <ul className="rows">
      {pairs.map(({ company, first, second, sameMailbox }) => (
        <li key={`${first.id} ${second.id}`} className="row flex-wrap">
          <span className="row-main max-sm:basis-full">
            <span className="row-title block">
              <bdi>{first.name}</bdi> · <bdi>{second.name}</bdi>
            </span>
            <span className="row-note block break-words">
              <bdi>{company.name}</bdi> · {addressOf(first)} · {addressOf(second)}
            </span>
          </span>
          <Badge>
            {sameMailbox ? t('console.people.merge.sameMailbox') : t('console.people.merge.alike')}
          </Badge>
          <ButtonLink
            size="sm"
            href={withQuery(`/console/contacts/${first.id}/merge`, { with: second.id })}
          >
            {t('console.people.merge.compare')}
          </ButtonLink>
        </li>
      ))}
    </ul>
  );
}
