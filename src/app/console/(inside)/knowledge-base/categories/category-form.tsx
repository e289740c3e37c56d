'use client';

import { useLocale, useTranslations } from 'next-intl';
import { localeNames, locales } from '@/i18n/locales';
import type { CategoryDefinition } from '@/knowledge/categories/read-categories';
import { Form } from '@/ui/form';
import { Select, type SelectOption } from '@/ui/select';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';
import { changeCategoryAction, createCategoryAction } from './actions';

/** Names a category in every language and hangs it into the tree. */
export function CategoryForm({
  category,
  parents,
  onDone,
}: {
  /** The one to change; without it a new one is made. */
  category?: CategoryDefinition;
  parents: SelectOption[];
  onDone?: () => void;
}) {
  const t = useTranslations();
  const own = useLocale();
  const order = [...locales].sort((a, b) => Number(b === own) - Number(a === own));
  return (
    <Form
      action={category ? changeCategoryAction : createCategoryAction}
      onSuccess={onDone}
      resetOnSuccess={!category}
      className="form max-w-xl"
    >
      {category && <input type="hidden" name="id" value={category.id} />}
      {order.map((one) => (
        <TextField
          key={one}
          name={`name_${one}`}
          label={t('console.knowledge.nameIn', { language: localeNames[one] })}
          mark={one === own ? undefined : t('console.admin.optional')}
          defaultValue={category?.names[one] ?? ''}
          maxLength={80}
          lang={one}
          dir="auto"
          autoComplete="off"
        />
      ))}
      <Select
        name="parentId"
        label={t('console.knowledge.parent')}
        defaultValue={category?.parentId ?? ''}
        options={parents.filter(({ value }) => !category || value !== category.id)}
      />
      <div className="form-actions">
        <SubmitButton>
          {t(category ? 'console.knowledge.saveCategory' : 'console.knowledge.createCategory')}
        </SubmitButton>
      </div>
    </Form>
  );
}
