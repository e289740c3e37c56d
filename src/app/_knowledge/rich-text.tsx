import type { SafeHtml } from '@/knowledge/markdown/safe-html';

/** The text of an article: the one place that puts HTML into a page, and only the renderer's. */
export function RichText({
  html,
  lang,
  className,
}: {
  html: SafeHtml;
  lang?: string | undefined;
  className?: string;
}) {
  return (
    <article
      className={className ? `prose rich-text ${className}` : 'prose rich-text'}
      dir="auto"
      lang={lang}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
