'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { FoundPerson } from '@/people/find-people';
import type { SectionReach } from '@/people/read-section-members';
import type { SectionName } from '@/settings/sections';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { PeoplePicker } from '../../../_people/people-picker';
import { PersonChips } from '../../../_people/person-chips';
import { useMembers } from './use-members';

export interface MemberPage {
  rows: FoundPerson[];
  nextCursor: string | null;
}

/** The contacts, or the companies, that are selected for a section: to find, add and take out. */
export function MemberList({
  section,
  whom,
  first,
  onReach,
}: {
  section: SectionName;
  whom: 'contact' | 'company';
  first: MemberPage;
  onReach: (reach: SectionReach) => void;
}) {
  const t = useTranslations('console.admin.sections');
  const tUndo = useTranslations('console.admin');
  const tPicker = useTranslations('console.people.picker');
  const [typed, setTyped] = useState('');
  const { people, isChosen, toggle, news, failure, hasMore, more, pending } = useMembers(
    { section, whom },
    first,
    onReach,
  );
  const label = t(whom === 'contact' ? 'contacts' : 'companies');
  return (
    <div className="grid gap-3">
      <PeoplePicker
        several
        words={{
          label,
          help: t(whom === 'contact' ? 'contactsHelp' : 'companiesHelp'),
          placeholder: tPicker(whom === 'contact' ? 'typeContact' : 'typeCompany'),
        }}
        wanted={{ whom, section }}
        typed={typed}
        onType={setTyped}
        isChosen={isChosen}
        onTake={toggle}
      />
      <div className={news ? 'flex flex-wrap items-center gap-x-3 text-muted' : 'sr-only'}>
        <span role="status">
          {news && t(news.deed === 'added' ? 'added' : 'removed', { name: news.person.name })}
        </span>
        {news && (
          <Button size="sm" variant="quiet" onClick={() => toggle(news.person)}>
            {tUndo('undo')}
          </Button>
        )}
      </div>
      {failure && (
        <Notice tone="danger" role="alert">
          {failure}
        </Notice>
      )}
      <PersonChips people={people} label={label} onRemove={toggle} />
      {hasMore && (
        <div>
          <Button size="sm" pending={pending} onClick={more}>
            {tPicker('more')}
          </Button>
        </div>
      )}
    </div>
  );
}
