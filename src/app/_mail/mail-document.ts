import { createHash } from 'node:crypto';

/** How every mail looks: its text in our type and colours, whatever its sender had in mind. */
const style = `:root{color-scheme:light dark}
:root[data-theme=light]{color-scheme:light}
:root[data-theme=dark]{color-scheme:dark}
html{background:light-dark(#fff,#16181d);color:light-dark(#1b1f27,#e9ebef);overflow-wrap:anywhere}
body{margin:0;padding:.75rem 1rem;font:15px/1.5 system-ui,sans-serif;overflow-x:auto}
a{color:light-dark(#2f5bd0,#8fb0ff)}
img{max-width:100%;height:auto}
p{margin:.5em 0}h1,h2,h3,h4,h5,h6{font-size:1.125em;margin:1em 0 .5em}
table{border-collapse:collapse;max-width:100%}
td,th{padding:.125rem .5rem .125rem 0;vertical-align:top;text-align:start}
td[align=right],th[align=right]{text-align:end}td[align=center],th[align=center]{text-align:center}
pre{white-space:pre-wrap}
blockquote,details[open]{margin:.5em 0;padding-inline-start:.75rem;border-inline-start:2px solid light-dark(#d5d9e0,#3a3f4a)}
summary,.told{color:light-dark(#5b6270,#adb3bf);font-size:.875rem}
summary{cursor:pointer;padding:.625rem 0}
.told{margin:0 0 .75rem}`;

const hash = createHash('sha256').update(style).digest('base64');

/**
 * What a mail may do: nothing, in a frame of ours; and load pictures, where it was asked for. Those
 * inside it may stand in its own text.
 */
export function mailPolicy({ remote }: { remote: boolean }): string {
  return (
    `default-src 'none'; style-src 'sha256-${hash}'; img-src 'self' data:${remote ? ' https:' : ''}; ` +
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'; " +
    'sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox'
  );
}

export interface MailDocument {
  /** Of the sanitiser. */
  html: string;
  /** Of the reader. */
  language: string;
  title: string;
  theme: 'light' | 'dark' | undefined;
  /** What is not shown, above the mail; the link loads the same with it. */
  told: readonly { text: string; link?: { href: string; text: string } | undefined }[];
}

/** A mail as a document of its own, without scripts. */
export function mailDocument({ html, language, title, theme, told }: MailDocument): string {
  const notices = told.map(({ text, link }) => {
    const more = link ? ` <a href="${escaped(link.href)}">${escaped(link.text)}</a>` : '';
    return `<p class="told">${escaped(text)}${more}</p>`;
  });
  const shade = theme ? ` data-theme="${theme}"` : '';
  return (
    `<!doctype html><html lang="${escaped(language)}"${shade}><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>` +
    `<style>${style}</style></head><body>${notices.join('')}<div dir="auto">${html}</div></body></html>`
  );
}

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
