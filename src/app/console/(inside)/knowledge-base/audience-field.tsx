'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { type ArticleAudience, articleAudiences } from '@/knowledge/article';
import { Select } from '@/ui/select';
import { CompaniesField } from '../_people/companies-field';
import type { Picked } from '../_people/person-chips';
import { audienceWords } from './words';

/** Who reads an article; for selected companies, which. */
export function AudienceField({
  audience,
  companies,
}: {
  audience: ArticleAudience;
  companies: readonly Picked[];
}) {
  const t = useTranslations();
  const [chosen, choose] = useState(audience);
  const [picked, pick] = useState([...companies]);
  return (
    <>
      <Select
        name="audience"
        label={t('console.knowledge.audienceLabel')}
        value={chosen}
        onChange={(event) => choose(event.currentTarget.value as ArticleAudience)}
        options={articleAudiences.map((value) => ({ value, label: t(audienceWords[value]) }))}
      />
      {chosen === 'companies' && (
        <CompaniesField
          name="companyIds"
          words={{ label: t('console.knowledge.companies') }}
          chosen={picked}
          onChange={pick}
        />
      )}
    </>
  );
}
