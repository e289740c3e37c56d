import { z } from 'zod';
import { locales } from '@/i18n/locales';

/** The form's fields as the verbs take them: a name for each language, those left empty aside. */
export const CategoryInput = z
  .object({ id: z.string().optional(), parentId: z.string().optional() })
  .catchall(z.string())
  .transform(({ id, parentId, ...fields }): unknown => ({
    id,
    parentId,
    names: Object.fromEntries(locales.map((one) => [one, fields[`name_${one}`] ?? ''])),
  }));
