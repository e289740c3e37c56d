'use client';

import { uploadAttachmentAs } from '@/app/_attachments/upload-attachment';
import { FileDrop } from '@/ui/file-drop';
import type { AttachWords } from './attach-words';

const upload = uploadAttachmentAs('portal');
/** The server's own limits; it says the same again for whoever goes past this. */
const maxBytes = 25 * 1024 * 1024;
const maxFiles = 10;

export function AttachmentsField({
  words,
  locale,
  compact,
}: {
  words: AttachWords;
  locale: string;
  compact?: boolean;
}) {
  return (
    <FileDrop
      name="attachmentIds[]"
      label={words.label}
      help={compact ? undefined : words.help}
      upload={upload}
      texts={words.texts}
      locale={locale}
      maxBytes={maxBytes}
      maxFiles={maxFiles}
      compact={compact}
    />
  );
}
