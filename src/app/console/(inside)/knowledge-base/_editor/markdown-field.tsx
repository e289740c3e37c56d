'use client';

import { useTranslations } from 'next-intl';
import type { ClipboardEvent, DragEvent } from 'react';
import { TextArea } from '@/ui/text-area';
import { FormatBar } from './format-bar';

/**
 * The text as Markdown: buttons write its marks. Without scripts it is a text field. It stays in
 * the form, unseen, while the text is written in another way.
 */
export function MarkdownField({
  field,
  language,
  body,
  isShown,
  onPictures,
}: {
  field: () => HTMLTextAreaElement | undefined;
  language: string;
  body: string;
  isShown: boolean;
  onPictures: (files: readonly File[]) => void;
}) {
  const t = useTranslations();
  function takeFrom(event: { preventDefault: () => void }, data: DataTransfer) {
    const images = [...data.files].filter(({ type }) => type.startsWith('image/'));
    if (images.length === 0) return;
    event.preventDefault();
    onPictures(images);
  }
  return (
    <>
      {isShown && <FormatBar field={field} onImages={(files) => onPictures([...files])} />}
      <TextArea
        name="body"
        label={t('console.knowledge.body')}
        help={t('console.knowledge.bodyHelp')}
        defaultValue={body}
        rows={18}
        maxLength={200_000}
        lang={language}
        dir="auto"
        className="font-mono text-sm"
        fieldClassName={isShown ? undefined : 'hidden'}
        onPaste={(event: ClipboardEvent) => takeFrom(event, event.clipboardData)}
        onDrop={(event: DragEvent) => takeFrom(event, event.dataTransfer)}
      />
    </>
  );
}
