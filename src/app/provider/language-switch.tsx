'use client';

import { Form } from '@/ui/form';
import { Select, type SelectOption } from '@/ui/select';
import { chooseLanguageAction } from './actions';

export function LanguageSwitch({
  label,
  current,
  options,
}: {
  label: string;
  current: string;
  options: readonly SelectOption[];
}) {
  return (
    <Form
      action={chooseLanguageAction}
      onSuccess={() => window.location.reload()}
      className="language-switch"
    >
      <Select
        label={label}
        hideLabel
        name="language"
        defaultValue={current}
        options={options}
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
