'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { RichText } from '@/app/_knowledge/rich-text';
import type { CalloutKind } from '@/knowledge/markdown/callout';
import type { SafeHtml } from '@/knowledge/markdown/safe-html';
import { Button } from '@/ui/button';
import { Notice } from '@/ui/notice';
import { useUiTexts } from '@/ui/ui-texts';
import { perform } from '../../_forms/perform';
import { previewArticleAction } from './actions';
import { insertText } from './insert-text';
import { MarkdownField } from './markdown-field';
import { type Opened, openRichText, preferMarkdown, prefersMarkdown } from './open-rich-text';
import { uploadImage } from './upload-image';

/**
 * The text of an article. It is stored as Markdown and written either formatted, as its readers
 * will see it, or as Markdown: a text that the editor can't hold without loss, and a page without
 * scripts, stay with that. A press shows it as its readers will see it.
 */
export function BodyField({
  articleId,
  language,
  body,
  callouts,
}: {
  articleId: string;
  language: string;
  body: string;
  /** Their names in the language of the article. */
  callouts: Record<CalloutKind, string>;
}) {
  const t = useTranslations();
  const texts = useUiTexts();
  const root = useRef<HTMLDivElement>(null);
  const [rich, setRich] = useState<Opened>();
  const [opening, count] = useReducer((times: number) => times + 1, 0);
  const [isUnheld, setUnheld] = useState(false);
  const [html, setHtml] = useState<SafeHtml>();
  const [failure, setFailure] = useState<string>();
  const field = useCallback(() => root.current?.querySelector('textarea') ?? undefined, []);

  const open = useCallback(async () => {
    const opened = await openRichText(() => field()?.value ?? '');
    setUnheld(opened === 'unheld');
    setRich(opened === 'unheld' ? undefined : opened);
    count();
  }, [field]);
  useEffect(() => {
    if (!prefersMarkdown()) open().catch(() => {});
  }, [open]);

  // What this browser had kept is unsaved text like any other.
  const isRich = rich !== undefined;
  useEffect(() => {
    const form = field()?.form;
    const take = ({ target }: Event) => {
      form?.dispatchEvent(new Event('input', { bubbles: true }));
      if (isRich && target === field()) open().catch(() => setRich(undefined));
    };
    form?.addEventListener('ui:restored', take);
    return () => form?.removeEventListener('ui:restored', take);
  }, [field, isRich, open]);

  async function preview() {
    if (html !== undefined) return setHtml(undefined);
    const text = field()?.value ?? '';
    const answer = await perform(previewArticleAction, { body: text, language }, texts.unreachable);
    setFailure(answer.ok ? undefined : answer.message);
    if (answer.ok) setHtml(answer.value);
  }

  async function upload(file: File): Promise<string | undefined> {
    const answer = await uploadImage(articleId, file, texts.unreachable);
    setFailure(answer.ok ? undefined : answer.message);
    return answer.ok ? answer.path : undefined;
  }

  async function insertPictures(files: readonly File[]) {
    for (const file of files) {
      const path = await upload(file);
      const target = field();
      if (path && target) insertText(target, `![${nameOf(file)}](${path})\n`);
    }
  }

  function write(markdown: string) {
    const target = field();
    if (!target) return;
    target.value = markdown;
    target.dispatchEvent(new Event('input', { bubbles: true }));
  }

  async function change() {
    preferMarkdown(isRich);
    if (rich) setRich(undefined);
    else await open().catch(() => setFailure(texts.unreachable));
  }

  const isWriting = html === undefined;
  return (
    <div ref={root} className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="field-label" aria-hidden>
          {rich && t('console.knowledge.body')}
        </span>
        <div className="button-group">
          {isWriting && (
            <Button size="sm" className="noscript:hidden" onClick={change}>
              {rich
                ? t('console.knowledge.editor.toMarkdown')
                : t('console.knowledge.editor.toRich')}
            </Button>
          )}
          <Button size="sm" aria-pressed={!isWriting} onClick={preview}>
            {isWriting ? t('console.knowledge.preview') : t('console.knowledge.write')}
          </Button>
        </div>
      </div>
      {isUnheld && !rich && <Notice tone="info">{t('console.knowledge.editor.unheld')}</Notice>}
      {rich && (
        <div hidden={!isWriting}>
          <rich.RichEditor
            key={opening}
            document={rich.document}
            label={t('console.knowledge.body')}
            language={language}
            callouts={callouts}
            upload={upload}
            onWrite={write}
          />
        </div>
      )}
      <MarkdownField
        field={field}
        language={language}
        body={body}
        isShown={isWriting && !rich}
        onPictures={insertPictures}
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
