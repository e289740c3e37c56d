import 'server-only';
import { getTranslations } from 'next-intl/server';
import type { FileDropTexts } from '@/ui/file-drop';

export interface AttachWords {
  label: string;
  help: string;
  texts: FileDropTexts;
}

/** What the field for files says. The limits are filled in where the file is looked at. */
export async function readAttachWords(): Promise<AttachWords> {
  const t = await getTranslations('portal.attach');
  return {
    label: t('label'),
    help: t('help', { megabytes: 25 }),
    texts: {
      choose: t('choose'),
      drop: t('drop'),
      tooLarge: t('tooLarge', { limit: '{limit}' }),
      tooMany: t('tooMany', { limit: '{limit}' }),
      waiting: t('waiting'),
    },
  };
}
