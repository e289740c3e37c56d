'use client';

import { useTranslations } from 'next-intl';
import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react';
import { RichText } from '@/app/_knowledge/rich-text';
import type { SafeHtml } from '@/knowledge/markdown/safe-html';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { TextArea } from '@/ui/text-area';
import { useUiTexts } from '@/ui/ui-texts';
import { perform } from '../../_forms/perform';
import { previewArticleAction } from './actions';
import { FormatBar } from './format-bar';
import { insertText } from './insert-text';
import { uploadImage } from './upload-image';

/**
 * The text of an article in Markdown: buttons write its marks, pictures come by pasting or
 * dropping, and a press shows it as its readers will see it. Without scripts it is a text field.
 */
export function BodyField({
  articleId,
  language,
  body,
}: {
  articleId: string;
  language: string;
  body: string;
}) {
  const t = useTranslations();
  const texts = useUiTexts();
  const root = useRef<HTMLDivElement>(null);
  const [html, setHtml] = useState<SafeHtml>();
  const [failure, setFailure] = useState<string>();
  const field = () => root.current?.querySelector('textarea') ?? undefined;

  async function preview() {
    if (html !== undefined) return setHtml(undefined);
    const text = field()?.value ?? '';
    const answer = await perform(previewArticleAction, { body: text, language }, texts.unreachable);
    setFailure(answer.ok ? undefined : answer.message);
    if (answer.ok) setHtml(answer.value);
  }

  async function take(files: readonly File[]) {
    setFailure(undefined);
    for (const file of files) {
      const answer = await uploadImage(articleId, file, texts.unreachable);
      if (!answer.ok) return setFailure(answer.message);
      const target = field();
      if (target) insertText(target, `![${nameOf(file)}](${answer.path})\n`);
    }
  }

  function onPaste(event: ClipboardEvent) {
    takeFrom(event, event.clipboardData);
  }
  function onDrop(event: DragEvent) {
    takeFrom(event, event.dataTransfer);
  }
  function takeFrom(event: { preventDefault: () => void }, data: DataTransfer) {
    const images = [...data.files].filter(({ type }) => type.startsWith('image/'));
    if (images.length === 0) return;
    event.preventDefault();
    take(images);
  }

  return (
    <div ref={root} className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <FormatBar
          field={field}
          disabled={html !== undefined}
          onImages={(files) => take([...files])}
        />
        <Button size="sm" aria-pressed={html !== undefined} onClick={preview}>
          {html === undefined ? t('console.knowledge.preview') : t('console.knowledge.write')}
        </Button>
      </div>
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
        fieldClassName={html === undefined ? undefined : 'hidden'}
        onPaste={onPaste}
        onDrop={onDrop}
      />
      {html !== undefined && <RichText html={html} lang={language} className="article-preview" />}
      {failure && (
        <Notice tone="danger" role="alert">
          {failure}
        </Notice>
      )}
    </div>
  );
}

/** What stands for the picture where it can't be seen, to begin with. */
function nameOf(file: File): string {
  return file.name
    .replace(/\.\w+$/, '')
    .replace(/[[\]\\]/g, ' ')
    .trim();
}
