'use client';

import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { FoundPerson } from '@/people/find-people';
import { Field, type FieldWords } from '@/ui/field';
import { useField } from '@/ui/form-context';
import { type PeopleWanted, useFoundPeople } from './use-found-people';

/**
 * Chooses contacts or companies by typing: the server finds them, a page at a time. What is taken
 * is the caller's to keep; where several can be, the list stays open.
 */
export function PeoplePicker({
  name,
  words,
  wanted,
  typed,
  onType,
  isChosen,
  onTake,
  several = false,
}: {
  /** Of the form's field, for its errors. */
  name?: string;
  words: Pick<FieldWords, 'label' | 'help' | 'mark'> & { placeholder?: string };
  wanted: PeopleWanted;
  typed: string;
  onType: (typed: string) => void;
  isChosen: (person: FoundPerson) => boolean;
  onTake: (person: FoundPerson) => void;
  several?: boolean;
}) {
  const t = useTranslations('console.people.picker');
  const field = useField(name, { help: words.help });
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const { rows, isOld, hasMore, failure, more } = useFoundPeople(wanted, typed, open);
  const shown = rows ?? [];
  const active = open ? shown[at] : undefined;

  // The form gives the focus to visible fields with a name; the value of this one is hidden.
  useEffect(() => {
    if (!field.error) return;
    const frame = requestAnimationFrame(() => input.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [field.error]);

  function type(next: string) {
    onType(next);
    setAt(0);
    setOpen(true);
  }

  function take(person: FoundPerson | undefined) {
    if (!person) return;
    onTake(person);
    if (!several) setOpen(false);
  }

  function go(to: number) {
    if (to >= shown.length && hasMore) more();
    const next = hasMore
      ? Math.max(0, Math.min(to, shown.length - 1))
      : (to + shown.length) % shown.length;
    setAt(next);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
    if (next >= shown.length - 3) more();
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step && open && shown.length) go(at + step);
    else if (step) setOpen(true);
    else if (event.key === 'Enter' && open) take(isOld ? undefined : active);
    else if (event.key === 'Escape' && open) setOpen(false);
    else return;
    event.preventDefault();
  }

  return (
    <Field
      id={field.id}
      label={words.label}
      mark={words.mark}
      help={words.help}
      error={field.error}
      helpId={field.helpId}
      errorId={field.errorId}
    >
      <div className="picker">
        <input
          {...field.aria}
          ref={input}
          id={field.id}
          type="text"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={open}
          aria-controls={listId}
          aria-activedescendant={active && `${listId}-${at}`}
          autoComplete="off"
          placeholder={words.placeholder}
          className="control"
          dir="auto"
          value={typed}
          onChange={(event) => type(event.target.value)}
          onFocus={() => (several || !typed) && setOpen(true)}
          onClick={() => several && setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
        <div
          ref={list}
          id={listId}
          role="listbox"
          aria-label={typeof words.label === 'string' ? words.label : undefined}
          aria-multiselectable={several || undefined}
          hidden={!open || !(rows || failure)}
          className="menu picker-list"
          onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) =>
            scrollTop + clientHeight > scrollHeight - 200 && more()
          }
        >
          {shown.map((person, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard acts in the field above
            <div
              key={person.id}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={several ? isChosen(person) : index === at}
              data-highlighted={index === at || undefined}
              className="menu-item"
              onPointerMove={() => setAt(index)}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(person)}
            >
              {several && (
                <span className="picker-check">{isChosen(person) && <Check aria-hidden />}</span>
              )}
              <span dir="auto" className="min-w-0 break-words">
                {person.name}{' '}
                <span className="text-muted">
                  {person.contactCount === undefined
                    ? [person.company, person.login].filter(Boolean).join(' · ')
                    : t('contacts', { count: person.contactCount })}
                </span>
              </span>
            </div>
          ))}
          {rows?.length === 0 && (
            <p className="menu-title">
              {wanted.whom === 'contact' ? t('noContact') : t('noCompany')}
            </p>
          )}
          {failure && <p className="menu-title">{failure}</p>}
        </div>
        <p role="status" className="sr-only">
          {open && rows && t('found', { count: rows.length, more: String(hasMore) })}
        </p>
      </div>
    </Field>
  );
}
