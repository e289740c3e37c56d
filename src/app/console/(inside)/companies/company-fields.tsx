import { getTranslations } from 'next-intl/server';
import { TextArea } from '@/ui/text-area';
import { TextField } from '@/ui/text-field';

/** Name and domains: the same for a new company and a known one. */
export async function CompanyFields({
  company,
}: {
  company?: { name: string; domains: string[] };
}) {
  const t = await getTranslations();
  return (
    <>
      <TextField
        name="name"
        label={t('console.people.companies.name')}
        defaultValue={company?.name}
        autoComplete="off"
        dir="auto"
        required
        maxLength={120}
      />
      <TextArea
        name="domains"
        label={t('console.people.companies.domains')}
        mark={t('console.people.optional')}
        help={t('console.people.companies.domainsHelp')}
        defaultValue={company?.domains.join('\n')}
        rows={2}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        dir="ltr"
      />
    </>
  );
}
