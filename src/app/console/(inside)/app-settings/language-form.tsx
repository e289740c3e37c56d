'use client';

import { useRef } from 'react';
import { Form } from '@/ui/form';
import { Select, type SelectOption } from '@/ui/select';
import { changeLanguageAction } from './actions';

/** Acts at once, and loads the page anew: `lang` is of the whole document. */
export function LanguageForm({
  label,
  help,
  current,
  options,
}: {
  label: string;
  help: string;
  current: string;
  options: readonly SelectOption[];
}) {
  const save = useRef<HTMLButtonElement>(null);
  return (
    <Form action={changeLanguageAction} onSuccess={() => window.location.reload()}>
      <Select
        label={label}
        help={help}
        name="language"
        defaultValue={current}
        options={options}
        onChange={() => save.current?.click()}
      />
      <button ref={save} type="submit" className="sr-only" tabIndex={-1}>
        {label}
      </button>
    </Form>
  );
}
