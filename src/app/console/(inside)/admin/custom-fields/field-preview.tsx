'use client';

import { useLocale, useTranslations } from 'next-intl';
import { FieldInput } from '@/app/_fields/field-input';
import type { FieldValue, FieldView, Visibility } from '@/fields/field';
import { Facts } from '@/ui/page';

/** How a contact meets the field: to fill in, to read, or not at all. */
export function FieldPreview({
  view,
  portal,
  required,
  value,
}: {
  view: Pick<FieldView, 'key' | 'type' | 'label' | 'choices'>;
  portal: Visibility;
  required: boolean;
  /** What the field begins with. */
  value: FieldValue;
}) {
  const t = useTranslations();
  const locale = useLocale();
  const nameOf = (key: string) => view.choices.find((choice) => choice.key === key)?.label ?? key;
  const said = [value].flat().map((one) => (typeof one === 'string' ? nameOf(one) : one));
  return (
    <section aria-label={t('console.admin.preview')} className="grid gap-2">
      <p className="text-sm text-muted">{t('console.admin.preview')}</p>
      <div className="rounded-md border border-line p-4" dir="auto">
        {portal === 'editable' && (
          <FieldInput
            key={`${view.type} ${JSON.stringify(value)}`}
            field={{ ...view, required }}
            value={value}
            words={{
              optional: t('console.admin.optional'),
              none: t('console.ticket.fieldNone'),
              language: locale,
            }}
            onChange={() => {}}
          />
        )}
        {portal === 'readOnly' && (
          <Facts
            items={[
              {
                key: view.key,
                name: view.label,
                value: said.filter((one) => one !== null && one !== false).join(', ') || '–',
              },
            ]}
          />
        )}
        {portal === 'hidden' && (
          <p className="text-muted">{t('console.admin.fields.previewHidden')}</p>
        )}
      </div>
    </section>
  );
}
