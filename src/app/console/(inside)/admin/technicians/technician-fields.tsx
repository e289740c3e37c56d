import { getTranslations } from 'next-intl/server';
import { localeNames, locales } from '@/i18n/locales';
import type { TechnicianRow } from '@/people/read-technicians';
import { RadioGroup } from '@/ui/radio-group';
import { Select } from '@/ui/select';
import { TextField } from '@/ui/text-field';

/** Who somebody of the staff is and what they may. */
export async function TechnicianFields({ technician }: { technician?: TechnicianRow }) {
  const t = await getTranslations();
  return (
    <>
      <TextField
        name="name"
        label={t('console.admin.technicians.name')}
        defaultValue={technician?.name}
        autoComplete="off"
        dir="auto"
        required
        maxLength={120}
      />
      <TextField
        name="email"
        type="email"
        inputMode="email"
        label={t('console.admin.technicians.email')}
        help={t('console.admin.technicians.emailHelp')}
        defaultValue={technician?.email}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={254}
      />
      <RadioGroup
        name="role"
        legend={t('console.admin.technicians.role')}
        defaultValue={technician?.role ?? 'technician'}
        options={[
          {
            value: 'technician',
            label: t('console.admin.technicians.technician'),
            help: t('console.admin.technicians.technicianHelp'),
          },
          {
            value: 'admin',
            label: t('console.admin.technicians.admin'),
            help: t('console.admin.technicians.adminHelp'),
          },
        ]}
      />
      <Select
        name="language"
        label={t('console.admin.technicians.language')}
        defaultValue={technician?.language ?? ''}
        options={[
          { value: '', label: t('console.admin.technicians.languageDefault') },
          ...locales.map((locale) => ({ value: locale, label: localeNames[locale] })),
        ]}
      />
    </>
  );
}
