import { getTranslations } from 'next-intl/server';
import { localeNames, locales } from '@/i18n/locales';
import { Select, type SelectOption } from '@/ui/select';
import { TextField } from '@/ui/text-field';

interface KnownContact {
  name: string;
  email: string | null;
  phone: string | null;
  language: string | null;
  company: { id: string };
}

/** Who somebody is: the same for a new contact and a known one. */
export async function ContactFields({
  contact,
  companies,
  companyId,
}: {
  contact?: KnownContact;
  companies: readonly SelectOption[];
  /** For a new contact: the company that the page was opened for. */
  companyId?: string;
}) {
  const t = await getTranslations();
  const languages = locales.map((locale) => ({ value: locale, label: localeNames[locale] }));
  const optional = t('console.people.optional');
  return (
    <>
      <TextField
        name="name"
        label={t('console.people.contacts.name')}
        defaultValue={contact?.name}
        autoComplete="off"
        dir="auto"
        required
        maxLength={120}
      />
      <Select
        name="companyId"
        label={t('console.people.contacts.company')}
        defaultValue={contact?.company.id ?? companyId ?? ''}
        required
        options={[
          ...(contact ? [] : [{ value: '', label: t('console.people.contacts.chooseCompany') }]),
          ...companies,
        ]}
      />
      <TextField
        name="email"
        type="email"
        inputMode="email"
        label={t('console.people.contacts.email')}
        mark={optional}
        help={t('console.people.contacts.emailHelp')}
        defaultValue={contact?.email ?? ''}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
      />
      <TextField
        name="phone"
        type="tel"
        label={t('console.people.contacts.phone')}
        mark={optional}
        help={t('console.people.contacts.phoneHelp')}
        defaultValue={contact?.phone ?? ''}
        autoComplete="off"
        dir="ltr"
        maxLength={40}
      />
      <Select
        name="language"
        label={t('console.people.contacts.language')}
        help={t('console.people.contacts.languageHelp')}
        defaultValue={contact?.language ?? ''}
        options={[{ value: '', label: t('console.people.contacts.languageDefault') }, ...languages]}
      />
    </>
  );
}
