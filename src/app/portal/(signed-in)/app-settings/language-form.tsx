'use client';

import { Form } from '@/ui/form';
import { Select, type SelectOption } from '@/ui/select';
import { changeLanguageAction } from './actions';

/** Acts at once; the page is loaded anew, since the language is of the whole document. */
export function LanguageForm({
  label,
  current,
  options,
}: {
  label: string;
  current: string;
  options: readonly SelectOption[];
}) {
  return (
    <Form action={changeLanguageAction} onSuccess={() => window.location.reload()}>
      <Select
        label={label}
        hideLabel
        name="language"
        defaultValue={current}
        options={options}
        fieldClassName="max-w-60"
        onChange={(event) => event.currentTarget.form?.requestSubmit()}
      />
      <noscript>
        <button type="submit" className="button button-secondary">
          {label}
        </button>
      </noscript>
    </Form>
  );
}
