'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { Select, type SelectOption } from '@/ui/select';
import { dues, filterCount, type QueueQuery, queryString, sorts } from './queue-query';

const sortKeys = {
  updated: 'console.sort.updated',
  created: 'console.sort.created',
  number: 'console.sort.number',
  priority: 'console.sort.priority',
  due: 'console.sort.due',
} as const;

/** Narrows and orders the list; every choice is in the address, so that it can be shared. */
export function QueueFilters({
  query,
  statuses,
  priorities,
  technicians,
  companies,
  tags,
  withDue,
}: {
  query: QueueQuery;
  statuses: readonly SelectOption[];
  priorities: readonly SelectOption[];
  technicians: readonly SelectOption[];
  companies: readonly SelectOption[];
  tags: readonly string[];
  /** The tenant promises something: then the queue can be read by it. */
  withDue: boolean;
}) {
  const t = useTranslations();
  const router = useRouter();
  const path = usePathname();
  const [pending, start] = useTransition();
  const change = (part: Partial<QueueQuery>) =>
    start(() =>
      router.replace(path + queryString({ ...query, cursor: undefined, ...part }), {
        scroll: false,
      }),
    );
  const filter = (
    name: 'status' | 'priority' | 'assignee' | 'company' | 'tag',
    label: string,
    options: readonly SelectOption[],
  ) => (
    <Select
      label={label}
      hideLabel
      value={query[name] ?? ''}
      onChange={(event) => change({ [name]: event.target.value || undefined })}
      options={[{ value: '', label }, ...options]}
    />
  );
  const direction = query.direction;
  const shownSorts = sorts.filter((sort) => sort !== 'due' || withDue || query.sort === 'due');
  return (
    <fieldset aria-label={t('console.filter.label')} aria-busy={pending} className="queue-filters">
      {filter('status', t('console.filter.status'), statuses)}
      {filter('priority', t('console.filter.priority'), priorities)}
      {filter('assignee', t('console.filter.assignee'), technicians)}
      {filter('company', t('console.filter.company'), companies)}
      {(tags.length > 0 || query.tag) &&
        filter('tag', t('console.filter.tag'), tagOptions(tags, query.tag))}
      {withDue && (
        <Select
          label={t('console.filter.due')}
          hideLabel
          value={query.due ?? ''}
          onChange={(event) => change({ due: dues.find((name) => name === event.target.value) })}
          options={[
            { value: '', label: t('console.filter.due') },
            { value: 'soon', label: t('console.filter.dueSoon') },
            { value: 'overdue', label: t('console.filter.overdue') },
          ]}
        />
      )}
      <Select
        label={t('console.sort.label')}
        hideLabel
        value={`${query.sort} ${direction}`}
        onChange={(event) => {
          const [sort, way] = event.target.value.split(' ');
          change({
            sort: sorts.find((name) => name === sort),
            direction: way === 'asc' ? 'asc' : 'desc',
          });
        }}
        options={shownSorts.flatMap((sort) => [
          { value: `${sort} desc`, label: t(sortKeys[sort], { direction: 'desc' }) },
          { value: `${sort} asc`, label: t(sortKeys[sort], { direction: 'asc' }) },
        ])}
      />
      {filterCount(query) > 0 && (
        <button
          type="button"
          className="link"
          onClick={() =>
            change({
              status: undefined,
              priority: undefined,
              assignee: undefined,
              company: undefined,
              requester: undefined,
              tag: undefined,
              due: undefined,
            })
          }
        >
          {t('console.filter.clear')}
        </button>
      )}
    </fieldset>
  );
}

/** The tag of the address stays on offer, also where no ticket has it any more. */
function tagOptions(tags: readonly string[], chosen: string | undefined): SelectOption[] {
  const all = chosen && !tags.includes(chosen) ? [...tags, chosen] : tags;
  return all.map((tag) => ({ value: tag, label: tag }));
}
