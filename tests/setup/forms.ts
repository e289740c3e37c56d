/** What a browser without JavaScript would send: the form's hidden fields and what was typed. */
export interface FormPost {
  headers: Record<string, string>;
  body: Buffer;
}

/**
 * Finds the form that holds a field named `holding` in a page's HTML and fills it in. Server
 * actions put their ids into hidden fields, so this is the real way in, not a copy of it.
 */
export function fillForm(html: string, holding: string, typed: Record<string, string>): FormPost {
  const form = [...html.matchAll(/<form[\s\S]*?<\/form>/g)].find(([text]) =>
    new RegExp(`name="${holding}"`).test(text),
  )?.[0];
  if (!form) throw new Error(`no form with the field ${holding}`);
  const hidden = [...form.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)].map(([tag]) => [
    attribute(tag, 'name'),
    attribute(tag, 'value'),
  ]);
  const fields = [...hidden.filter(([name]) => name && !(name in typed)), ...Object.entries(typed)];
  const boundary = `----servicedesk${Math.random().toString(36).slice(2)}`;
  const parts = fields.map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: Buffer.from(`${parts.join('')}--${boundary}--\r\n`),
  };
}

function attribute(tag: string, name: string): string {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
  return value
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
