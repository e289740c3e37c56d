import { expect, it } from 'vitest';
import { calloutKinds } from '@/knowledge/markdown/callout';
import { renderMarkdown } from '@/knowledge/markdown/render-markdown';
import { journey } from '~tests/setup/browser';
import { playHtml } from './play-html';
import { xssPayloads } from './xss-payloads';

/** Threat 20, where somebody who writes articles means harm, or an import brings it along. */

const callouts = Object.fromEntries(calloutKinds.map((kind) => [kind, kind])) as Parameters<
  typeof renderMarkdown
>[1];

/** As `RichText` puts it into a page, and with no policy to stop it. */
const documents = xssPayloads.map(({ name, text }) => {
  const { html } = renderMarkdown(text, callouts);
  return { name, html: `<!doctype html><title>Article</title><article>${html}</article>` };
});

/** All that the renderer can make. */
const allowed = new Set([
  ...['article', 'p', 'h2', 'h3', 'h4', 'h5', 'h6', 'h2@id', 'h3@id', 'h4@id', 'h5@id', 'h6@id'],
  ...['pre', 'pre@tabindex', 'pre@data-language', 'code', 'blockquote', 'hr', 'br'],
  ...['div', 'div@class', 'div@role', 'div@tabindex', 'p@class', 'ul', 'ol', 'ol@start', 'li'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'th@scope', 'th@class', 'td', 'td@class'],
  ...['strong', 'em', 'del', 'a', 'a@href', 'a@rel'],
]);

journey('hostile Markdown and HTML of an article', () => {
  it('runs and fetches nothing, and becomes nothing that the renderer has no list of', async () => {
    const played = await playHtml(documents);
    const guilty = played.filter(({ deeds }) => deeds.size > 0);
    expect(guilty.map(({ name, deeds }) => [name, ...deeds])).toEqual([]);
    const strange = played.flatMap(({ name, built }) =>
      [...built].filter((one) => !allowed.has(one)).map((one) => `${name}: ${one}`),
    );
    expect(strange).toEqual([]);
    expect(played.every(({ built }) => built.has('article'))).toBe(true);
  });

  it('would do so if raw HTML were let through: this suite can fail', async () => {
    const some = xssPayloads.filter(({ name }) => /^(svg|event handlers|markdown)/.test(name));
    const raw = some.map(({ name, text }) => ({ name, html: `<article>${text}</article>` }));
    const did = (await playHtml(raw)).filter(({ deeds }) => deeds.size > 0);
    expect(did.length).toBeGreaterThan(30);
  });
});
