'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Field } from '@/ui/field';
import { useField } from '@/ui/form-context';
import { IconButton } from '@/ui/icon-button';
import { useUiTexts } from '@/ui/ui-texts';
import { findCompaniesAction } from './actions';

export interface PickedCompany {
  id: string;
  name: string;
}

/** Chooses companies by typing; each is a row that can be taken back. None means all. */
export function CompanyPicker({
  name,
  chosen,
  onChange,
}: {
  name: string;
  chosen: readonly PickedCompany[];
  onChange: (companies: PickedCompany[]) => void;
}) {
  const t = useTranslations();
  const texts = useUiTexts();
  const field = useField(name, { help: true });
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<PickedCompany[]>([]);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const latest = useRef(0);
  const left = found.filter(({ id }) => !chosen.some((one) => one.id === id));

  useEffect(() => {
    if (!open) return;
    const asked = ++latest.current;
    const timer = setTimeout(async () => {
      const form = new FormData();
      form.set('q', typed.trim());
      const answer = await findCompaniesAction(null, form).catch(() => null);
      if (asked !== latest.current) return;
      setFound(answer?.ok ? (answer.value ?? []) : []);
      setAt(0);
    }, 150);
    return () => clearTimeout(timer);
  }, [typed, open]);

  function take(company: PickedCompany | undefined) {
    if (!company) return;
    onChange([...chosen, company]);
    setTyped('');
    setOpen(false);
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step && open && left.length) setAt((at + step + left.length) % left.length);
    else if (step) setOpen(true);
    else if (event.key === 'Enter' && open) take(left[at]);
    else if (event.key === 'Escape' && open) setOpen(false);
    else return;
    event.preventDefault();
  }

  return (
    <div className="grid gap-2">
      <Field
        id={field.id}
        label={t('console.admin.announcements.companies')}
        mark={t('console.admin.optional')}
        help={t('console.admin.announcements.companiesHelp')}
        error={field.error}
        helpId={field.helpId}
        errorId={field.errorId}
      >
        <div className="picker">
          <input
            {...field.aria}
            id={field.id}
            type="text"
            role="combobox"
            aria-expanded={open}
            aria-controls={listId}
            aria-activedescendant={open && left[at] ? `${listId}-${at}` : undefined}
            autoComplete="off"
            className="control"
            dir="auto"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setOpen(true);
            }}
            onFocus={() => setOpen(true)}
            onBlur={() => setOpen(false)}
            onKeyDown={onKeyDown}
          />
          <div
            id={listId}
            role="listbox"
            aria-label={t('console.admin.announcements.companies')}
            hidden={!open}
            className="menu picker-list"
          >
            {left.map((company, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard acts in the field above
              <div
                key={company.id}
                id={`${listId}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === at}
                data-highlighted={index === at || undefined}
                className="menu-item"
                onPointerMove={() => setAt(index)}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => take(company)}
              >
                <span dir="auto">{company.name}</span>
              </div>
            ))}
            {left.length === 0 && (
              <p className="menu-title">{t('console.admin.announcements.noCompany')}</p>
            )}
          </div>
        </div>
      </Field>
      {chosen.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {chosen.map((company) => (
            <li
              key={company.id}
              className="flex items-center gap-1 rounded-md border border-line ps-2"
            >
              <input type="hidden" name={`${name}[]`} value={company.id} />
              <span dir="auto" className="min-w-0 break-words">
                {company.name}
              </span>
              <IconButton
                size="sm"
                label={texts.remove.replace('{name}', company.name)}
                icon={<X aria-hidden />}
                onClick={() => onChange(chosen.filter(({ id }) => id !== company.id))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
