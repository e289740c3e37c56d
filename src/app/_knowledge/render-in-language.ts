import 'server-only';
import { translatorFor } from '@/i18n/translator';
import { type CalloutKind, calloutKinds } from '@/knowledge/markdown/callout';
import { type RenderedArticle, renderMarkdown } from '@/knowledge/markdown/render-markdown';

/** An article's Markdown as safe HTML, its callouts named in the language of the text. */
export async function renderInLanguage(body: string, language: string): Promise<RenderedArticle> {
  return renderMarkdown(body, await calloutNames(language));
}

/** What the boxes that stand out are called in a language. */
export async function calloutNames(language: string): Promise<Record<CalloutKind, string>> {
  const t = await translatorFor(language);
  const names = calloutKinds.map((kind) => [kind, t(calloutKeys[kind])]);
  return Object.fromEntries(names) as Record<CalloutKind, string>;
}

const calloutKeys = {
  note: 'knowledge.callouts.note',
  tip: 'knowledge.callouts.tip',
  important: 'knowledge.callouts.important',
  warning: 'knowledge.callouts.warning',
  caution: 'knowledge.callouts.caution',
} satisfies Record<CalloutKind, string>;
