'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PeoplePicker } from './people-picker';
import type { Picked } from './person-chips';

/** One contact; the form carries the id under `name`. */
export function ContactField({
  name,
  label,
  help,
  initial,
}: {
  name: string;
  label: string;
  help: string;
  initial?: Picked;
}) {
  const t = useTranslations('console.people.picker');
  const [picked, pick] = useState(initial);
  const [typed, setTyped] = useState(initial ? wordsFor(initial) : '');
  return (
    <>
      <PeoplePicker
        name={name}
        words={{ label, help, placeholder: t('typeContact') }}
        wanted={{ whom: 'contact' }}
        typed={typed}
        onType={(next) => {
          setTyped(next);
          pick(undefined);
        }}
        isChosen={({ id }) => id === picked?.id}
        onTake={(person) => {
          pick(person);
          setTyped(wordsFor(person));
        }}
      />
      <input type="hidden" name={name} value={picked?.id ?? ''} />
    </>
  );
}

function wordsFor({ name, company }: Picked): string {
  return company ? `${name} (${company})` : name;
}
