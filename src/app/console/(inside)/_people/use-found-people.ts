'use client';

import { useEffect, useRef, useState } from 'react';
import type { FoundPerson } from '@/people/find-people';
import type { SectionName } from '@/settings/sections';
import { useUiTexts } from '@/ui/ui-texts';
import { perform } from '../_forms/perform';
import { findPeopleAction } from './actions';

export interface PeopleWanted {
  whom: 'contact' | 'company';
  /** Says of everybody whether they are chosen for it. */
  section?: SectionName;
}

interface Found {
  rows: FoundPerson[];
  nextCursor: string | null;
  /** What was typed for it. */
  q: string;
}

const pause = 150;

/**
 * Who fits what is typed, while `open`: asked for once the typing pauses, and further pages by
 * `more`. An answer to what is no longer asked is dropped; one that stands until the next comes is
 * `isOld`.
 */
export function useFoundPeople({ whom, section }: PeopleWanted, q: string, open: boolean) {
  const { unreachable } = useUiTexts();
  const [found, setFound] = useState<Found>();
  const [failure, setFailure] = useState<string>();
  const latest = useRef(0);
  const onTheWay = useRef<string>(undefined);

  useEffect(() => {
    if (!open) return;
    const asked = ++latest.current;
    const timer = setTimeout(async () => {
      const answer = await perform(findPeopleAction, fieldsFor({ whom, section }, q), unreachable);
      if (asked !== latest.current) return;
      setFailure(answer.ok ? undefined : answer.message);
      setFound(answer.ok && answer.value ? { ...answer.value, q } : undefined);
    }, pause);
    return () => clearTimeout(timer);
  }, [whom, section, q, open, unreachable]);

  async function more() {
    const cursor = found?.nextCursor;
    if (!cursor || onTheWay.current === cursor) return;
    onTheWay.current = cursor;
    const asked = latest.current;
    const fields = { ...fieldsFor({ whom, section }, q), cursor };
    const answer = await perform(findPeopleAction, fields, unreachable);
    onTheWay.current = undefined;
    if (asked !== latest.current || !answer.ok || !answer.value) return;
    const { rows, nextCursor } = answer.value;
    setFound({ rows: [...found.rows, ...rows], nextCursor, q });
  }

  const isOld = found?.q !== q;
  return { rows: found?.rows, isOld, hasMore: Boolean(found?.nextCursor), failure, more };
}

function fieldsFor({ whom, section }: PeopleWanted, q: string) {
  return { whom, q: q.trim(), ...(section && { section }) };
}
