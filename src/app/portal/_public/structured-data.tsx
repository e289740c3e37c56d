/**
 * What a page says of itself to machines (JSON-LD). It is data that no browser runs; `<` is written
 * so that no text in it can end the element or begin a comment.
 */
export function StructuredData({ data }: { data: readonly object[] }) {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return <script type="application/ld+json">{json}</script>;
}
