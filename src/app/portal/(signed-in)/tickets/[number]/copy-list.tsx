'use client';

import { X } from 'lucide-react';
import type { Named } from '@/tickets/ticket-view';
import { Form } from '@/ui/form';
import { IconButton } from '@/ui/icon-button';
import { useUiTexts } from '@/ui/ui-texts';
import { removeCcAction } from './actions';
import { AddCopy } from './add-copy';

export interface CopyWords {
  title: string;
  none: string;
  /** Asks for the list of those who could be added. */
  another: string;
  nobodyLeft: string;
  choose: string;
  add: string;
  leave: string;
}

/** Who else follows the ticket. Everybody may leave; who may add may also take out. */
export function CopyList({
  number,
  me,
  people,
  canChange,
  words,
}: {
  number: number;
  me: string;
  people: readonly Named[];
  canChange: boolean;
  words: CopyWords;
}) {
  const ui = useUiTexts();
  return (
    <section className="copies">
      <h2>{words.title}</h2>
      {people.length === 0 && <p className="text-muted">{words.none}</p>}
      <ul className="people">
        {people.map(({ id, name }) => (
          <li key={id}>
            <span dir="auto">{name}</span>
            {(canChange || id === me) && (
              <Form action={removeCcAction} className="">
                <input type="hidden" name="number" value={number} />
                <input type="hidden" name="contactId" value={id} />
                <IconButton
                  type="submit"
                  size="sm"
                  label={id === me ? words.leave : ui.remove.replace('{name}', name)}
                  icon={<X aria-hidden />}
                />
              </Form>
            )}
          </li>
        ))}
      </ul>
      {canChange && <AddCopy key={people.length} number={number} words={words} />}
    </section>
  );
}
