'use client';

import { useLocale, useTranslations } from 'next-intl';
import { FileDrop } from '@/ui/file-drop';
import { uploadAttachment } from '../../_shell/upload-attachment';

/** Files that go with what a technician writes: sent as they are chosen, named by `attachmentIds[]`. */
export function AttachmentsField({ label, compact }: { label: string; compact?: boolean }) {
  const t = useTranslations('console.compose');
  return (
    <FileDrop
      compact={compact}
      name="attachmentIds[]"
      label={label}
      upload={uploadAttachment(t('uploadFailed'))}
      locale={useLocale()}
      maxBytes={25 * 1024 * 1024}
      maxFiles={10}
      texts={{
        choose: t('choose'),
        drop: t('drop'),
        tooLarge: t('tooLarge', { limit: '{limit}' }),
        tooMany: t('tooMany', { limit: '{limit}' }),
        waiting: t('waiting'),
      }}
    />
  );
}
