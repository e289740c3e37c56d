'use client';

import { X } from 'lucide-react';
import { IconButton } from '@/ui/icon-button';
import { useUiTexts } from '@/ui/ui-texts';

export interface Picked {
  id: string;
  name: string;
  company?: string;
}

/** Those who were chosen; each can be taken back. With `name` they are a form's values. */
export function PersonChips({
  people,
  name,
  label,
  onRemove,
}: {
  people: readonly Picked[];
  name?: string;
  label: string;
  onRemove: (person: Picked) => void;
}) {
  const texts = useUiTexts();
  if (people.length === 0) return null;
  return (
    <ul aria-label={label} className="flex flex-wrap gap-2">
      {people.map((person) => (
        <li
          key={person.id}
          className="flex max-w-full items-center gap-1 rounded-md border border-line ps-2"
        >
          {name && <input type="hidden" name={name} value={person.id} />}
          <span dir="auto" className="min-w-0 break-words">
            {person.name}
            {person.company && <span className="text-muted"> {person.company}</span>}
          </span>
          <IconButton
            size="sm"
            label={texts.remove.replace('{name}', person.name)}
            icon={<X aria-hidden />}
            onClick={(event) => {
              goOnFrom(event.currentTarget);
              onRemove(person);
            }}
          />
        </li>
      ))}
    </ul>
  );
}

/** The focus stays in the list: on the one behind the one that goes, or on the one before. */
function goOnFrom(button: HTMLElement) {
  const row = button.closest('li');
  (row?.nextElementSibling ?? row?.previousElementSibling)?.querySelector('button')?.focus();
}
