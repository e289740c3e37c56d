'use client';

import { useState } from 'react';
import type { FieldWords } from '@/ui/field';
import { PeoplePicker } from './people-picker';
import { PersonChips, type Picked } from './person-chips';

/** Several companies; the form carries their ids under `name[]`. */
export function CompaniesField({
  name,
  words,
  chosen,
  onChange,
}: {
  name: string;
  words: Pick<FieldWords, 'help' | 'mark'> & { label: string };
  chosen: readonly Picked[];
  onChange: (companies: Picked[]) => void;
}) {
  const [typed, setTyped] = useState('');
  const without = (id: string) => chosen.filter((one) => one.id !== id);
  const isChosen = ({ id }: Picked) => chosen.some((one) => one.id === id);
  return (
    <div className="grid gap-2">
      <PeoplePicker
        several
        name={name}
        words={words}
        wanted={{ whom: 'company' }}
        typed={typed}
        onType={setTyped}
        isChosen={isChosen}
        onTake={(company) =>
          onChange(isChosen(company) ? without(company.id) : [...chosen, company])
        }
      />
      <PersonChips
        people={chosen}
        name={`${name}[]`}
        label={words.label}
        onRemove={({ id }) => onChange(without(id))}
      />
    </div>
  );
}
