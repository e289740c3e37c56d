'use client';

import type { FormAction } from './action-state';
import { Form } from './form';
import { Select, type SelectOption } from './select';

/** Acts at once, and loads the page anew: `lang` is of the whole document. */
export function LanguageSwitch({
  action,
  label,
  current,
  options,
  className = 'language-switch',
  fieldClassName,
}: {
  /** Gets the choice as `language`. */
  action: FormAction;
  label: string;
  current: string;
  options: readonly SelectOption[];
  className?: string;
  fieldClassName?: string;
}) {
  return (
    <Form action={action} onSuccess={() => window.location.reload()} className={className}>
      <Select
        label={label}
        hideLabel
        name="language"
        defaultValue={current}
        options={options}
        fieldClassName={fieldClassName}
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
