import type { Locale } from '@/i18n/locales';

/** The name of the field for a language's label. */
export const labelField = (locale: Locale) => `label_${locale}` as const;
