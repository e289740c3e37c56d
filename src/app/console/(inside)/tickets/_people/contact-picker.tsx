'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Field } from '@/ui/field';
import { useField } from '@/ui/form-context';
import { findContactsAction } from './actions';

export interface PickedContact {
  id: string;
  name: string;
  company: string;
}

/** Chooses one contact by typing; the form carries the id under `name`. */
export function ContactPicker({
  name,
  label,
  help,
  initial,
}: {
  name: string;
  label: string;
  help: string;
  initial?: PickedContact;
}) {
  const t = useTranslations();
  const field = useField(name, { help });
  const listId = useId();
  const [picked, pick] = useState(initial);
  const [typed, setTyped] = useState(initial ? wordsFor(initial) : '');
  const [found, setFound] = useState<PickedContact[]>([]);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const latest = useRef(0);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (!open) return;
    const asked = ++latest.current;
    const timer = setTimeout(async () => {
      const form = new FormData();
      form.set('q', typed.trim());
      const answer = await findContactsAction(null, form).catch(() => null);
      if (asked !== latest.current) return;
      setFound(answer?.ok ? (answer.value ?? []) : []);
      setAt(0);
    }, 150);
    return () => clearTimeout(timer);
  }, [typed, open]);

  // The form gives the focus to visible fields with a name; this one's value is hidden.
  useEffect(() => {
    if (!field.error) return;
    const frame = requestAnimationFrame(() => input.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [field.error]);

  function take(contact: PickedContact | undefined) {
    if (!contact) return;
    pick(contact);
    setTyped(wordsFor(contact));
    setOpen(false);
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step && open && found.length) setAt((at + step + found.length) % found.length);
    else if (step) setOpen(true);
    else if (event.key === 'Enter' && open && found.length) take(found[at]);
    else if (event.key === 'Escape' && open) setOpen(false);
    else return;
    event.preventDefault();
  }

  return (
    <Field
      id={field.id}
      label={label}
      help={help}
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
          aria-expanded={open}
          aria-controls={listId}
          aria-activedescendant={open && found[at] ? `${listId}-${at}` : undefined}
          autoComplete="off"
          placeholder={t('console.newTicket.requesterPlaceholder')}
          className="control"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            pick(undefined);
            setOpen(true);
          }}
          onFocus={() => picked || setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
        <input type="hidden" name={name} value={picked?.id ?? ''} />
        <div
          id={listId}
          role="listbox"
          aria-label={label}
          hidden={!open}
          className="menu picker-list"
        >
          {found.map((contact, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard acts in the field above
            <div
              key={contact.id}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              data-highlighted={index === at || undefined}
              className="menu-item"
              onPointerMove={() => setAt(index)}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(contact)}
            >
              <span dir="auto">{contact.name}</span>
              <span dir="auto" className="text-muted">
                {contact.company}
              </span>
            </div>
          ))}
          {found.length === 0 && <p className="menu-title">{t('console.newTicket.noContact')}</p>}
        </div>
      </div>
    </Field>
  );
}

function wordsFor({ name, company }: PickedContact): string {
  return `${name} (${company})`;
}
