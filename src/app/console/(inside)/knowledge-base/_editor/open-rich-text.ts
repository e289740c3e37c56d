import type { DocumentNode } from '@/knowledge/markdown/document/document';
import { keepChoice, keptChoice } from '@/ui/kept-choice';
import type { RichEditor } from './rich/rich-editor';

export interface Opened {
  RichEditor: typeof RichEditor;
  document: DocumentNode;
}

/**
 * The editor and Markdown as it holds it; `unheld` where readers would miss something afterwards.
 * Only here its program is loaded, and the text is asked for after that.
 */
export async function openRichText(markdown: () => string): Promise<Opened | 'unheld'> {
  const [{ RichEditor }, { holdDocument }] = await Promise.all([
    import('./rich/rich-editor'),
    import('@/knowledge/markdown/document/hold-document'),
  ]);
  const document = holdDocument(markdown());
  return document ? { RichEditor, document } : 'unheld';
}

const key = 'article-editor';

/** Whether this browser's person went for Markdown the last time. */
export function prefersMarkdown(): boolean {
  return keptChoice(key) === 'markdown';
}

export function preferMarkdown(wished: boolean): void {
  keepChoice(key, wished ? 'markdown' : undefined);
}
