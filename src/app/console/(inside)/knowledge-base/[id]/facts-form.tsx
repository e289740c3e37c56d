'use client';

import { useTranslations } from 'next-intl';
import type { ArticleAudience } from '@/knowledge/article';
import { Section } from '@/ui/page';
import { Select, type SelectOption } from '@/ui/select';
import { TextField } from '@/ui/text-field';
import { SavingForm } from '../../_forms/saving-form';
import type { Picked } from '../../_people/person-chips';
import { changeArticleAction } from '../actions';
import { AudienceField } from '../audience-field';

/** Where an article stands, who reads it, and when somebody looks whether it still holds. */
export function FactsForm({
  id,
  categoryId,
  categories,
  audience,
  companies,
  reviewAt,
}: {
  id: string;
  categoryId: string;
  categories: SelectOption[];
  audience: ArticleAudience;
  companies: readonly Picked[];
  /** `2027-03-01`, or nothing. */
  reviewAt: string;
}) {
  const t = useTranslations();
  return (
    <Section title={t('console.knowledge.facts')}>
      <SavingForm
        action={changeArticleAction}
        submit={t('console.knowledge.saveFacts')}
        saved={t('console.admin.saved')}
      >
        <input type="hidden" name="id" value={id} />
        <Select
          name="categoryId"
          label={t('console.knowledge.category')}
          defaultValue={categoryId}
          options={categories}
        />
        <AudienceField audience={audience} companies={companies} />
        <TextField
          type="date"
          name="reviewAt"
          label={t('console.knowledge.reviewAt')}
          help={t('console.knowledge.reviewAtHelp')}
          defaultValue={reviewAt}
        />
      </SavingForm>
    </Section>
  );
}
