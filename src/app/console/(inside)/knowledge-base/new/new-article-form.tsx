'use client';

import { useTranslations } from 'next-intl';
import { localeNames, locales } from '@/i18n/locales';
import { ButtonLink } from '@/ui/button';
import { Form } from '@/ui/form';
import { Select, type SelectOption } from '@/ui/select';
import { SubmitButton } from '@/ui/submit-button';
import { TextField } from '@/ui/text-field';
import { createArticleAction } from '../actions';
import { AudienceField } from '../audience-field';

export function NewArticleForm({
  categories,
  language,
}: {
  categories: SelectOption[];
  /** In which it is written first, to begin with. */
  language: string;
}) {
  const t = useTranslations();
  return (
    <Form action={createArticleAction} className="form max-w-xl">
      <TextField
        name="title"
        label={t('console.knowledge.articleTitle')}
        help={t('console.knowledge.articleTitleHelp')}
        maxLength={200}
        autoComplete="off"
        dir="auto"
        required
      />
      <Select
        name="language"
        label={t('console.knowledge.language')}
        help={t('console.knowledge.languageHelp')}
        defaultValue={language}
        options={locales.map((value) => ({ value, label: localeNames[value] }))}
      />
      <Select name="categoryId" label={t('console.knowledge.category')} options={categories} />
      <AudienceField audience="contacts" companies={[]} />
      <div className="form-actions">
        <SubmitButton>{t('console.knowledge.create')}</SubmitButton>
        <ButtonLink variant="quiet" href="/console/knowledge-base">
          {t('console.knowledge.cancel')}
        </ButtonLink>
      </div>
    </Form>
  );
}
