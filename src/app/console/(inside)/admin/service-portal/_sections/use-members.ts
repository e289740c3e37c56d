'use client';

import { useRef, useState, useTransition } from 'react';
import type { FoundPerson } from '@/people/find-people';
import type { SectionReach } from '@/people/read-section-members';
import type { SectionName } from '@/settings/sections';
import { useUiTexts } from '@/ui/ui-texts';
import { perform } from '../../../_forms/perform';
import type { Picked } from '../../../_people/person-chips';
import { addMembersAction, readMembersAction, removeMembersAction } from './actions';
import type { MemberPage } from './member-list';

interface Wanted {
  section: SectionName;
  whom: 'contact' | 'company';
}

/**
 * Who is selected, as far as it was looked at, and adding and taking out one by one: what others
 * add meanwhile, or this person in another tab, is not touched.
 */
export function useMembers(
  { section, whom }: Wanted,
  first: MemberPage,
  onReach: (reach: SectionReach) => void,
) {
  const { unreachable } = useUiTexts();
  const [{ rows, nextCursor }, setPage] = useState(first);
  /** What was done here, by id: newer than what a page or a search says. */
  const [changed, setChanged] = useState(new Map<string, boolean>());
  const [news, setNews] = useState<{ person: Picked; deed: 'added' | 'removed' }>();
  const [failure, setFailure] = useState<string>();
  const [pending, start] = useTransition();
  const queue = useRef(Promise.resolve());

  const isChosen = ({ id, chosen }: Pick<FoundPerson, 'id' | 'chosen'>) =>
    changed.get(id) ?? chosen ?? rows.some((row) => row.id === id);

  /** One after the other, so that the last click is what holds; shown at once. */
  function toggle(person: Picked) {
    const deed = isChosen(person) ? 'removed' : 'added';
    show(person, deed);
    setNews(undefined);
    setFailure(undefined);
    queue.current = queue.current.then(async () => {
      const action = deed === 'added' ? addMembersAction : removeMembersAction;
      const fields = { section, [whom === 'contact' ? 'contactIds[]' : 'companyIds[]']: person.id };
      const answer = await perform(action, fields, unreachable);
      if (answer.ok) {
        setNews({ person, deed });
        if (answer.value) onReach(answer.value);
      } else {
        show(person, deed === 'added' ? 'removed' : 'added');
        setFailure(answer.message);
      }
    });
  }

  function show(person: Picked, deed: 'added' | 'removed') {
    setChanged((before) => new Map(before).set(person.id, deed === 'added'));
    setPage((page) => {
      const others = page.rows.filter(({ id }) => id !== person.id);
      return { ...page, rows: deed === 'added' ? [person, ...others] : others };
    });
  }

  function more() {
    start(async () => {
      const fields = { section, whom, cursor: nextCursor ?? '' };
      const answer = await perform(readMembersAction, fields, unreachable);
      if (!answer.ok) return setFailure(answer.message);
      if (!answer.value) return;
      const { rows: next, nextCursor: cursor } = answer.value;
      setPage((page) => {
        const known = new Set(page.rows.map(({ id }) => id));
        return {
          rows: [...page.rows, ...next.filter(({ id }) => !known.has(id))],
          nextCursor: cursor,
        };
      });
    });
  }

  return {
    people: rows,
    isChosen,
    toggle,
    news,
    failure,
    hasMore: nextCursor !== null,
    more,
    pending,
  };
}
