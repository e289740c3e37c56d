'use client';

import { X } from 'lucide-react';
import { useState } from 'react';
import type { Named } from '@/tickets/ticket-view';
import { IconButton } from '@/ui/icon-button';
import { Select } from '@/ui/select';
import { useUiTexts } from '@/ui/ui-texts';

/** Several people out of a list; each chosen one is a row that can be taken back. */
export function ColleaguePicker({
  name,
  colleagues,
  words,
}: {
  name: string;
  colleagues: readonly Named[];
  words: { label: string; help: string; choose: string; mark: string };
}) {
  const texts = useUiTexts();
  const [chosen, setChosen] = useState<readonly Named[]>([]);
  const left = colleagues.filter(({ id }) => !chosen.some((one) => one.id === id));
  return (
    <div className="field">
      <Select
        label={words.label}
        mark={words.mark}
        help={words.help}
        value=""
        options={[
          { value: '', label: words.choose },
          ...left.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => {
          const person = left.find(({ id }) => id === event.currentTarget.value);
          if (person) setChosen([...chosen, person]);
        }}
      />
      {chosen.length > 0 && (
        <ul className="people">
          {chosen.map((person) => (
            <li key={person.id}>
              <input type="hidden" name={name} value={person.id} />
              <span dir="auto">{person.name}</span>
              <IconButton
                size="sm"
                label={texts.remove.replace('{name}', person.name)}
                icon={<X aria-hidden />}
                onClick={() => setChosen(chosen.filter(({ id }) => id !== person.id))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
