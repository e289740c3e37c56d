/** What becomes of each element of HTML when it is written as Markdown. Pure. */
const words = (list: string) => new Set(list.split(' '));

/** They begin a block of their own. */
export const blocks = words(
  'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption ' +
    'figure footer form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre search section ' +
    'summary table tbody td tfoot th thead tr ul',
);

/** What they hold is nothing to read. */
export const quiet = words('head title link meta base style template noscript source track wbr');

/** What articles have no place for: named, and left out. */
export const lost = words(
  'applet audio button canvas embed frame frameset iframe input map math object script select svg ' +
    'textarea video',
);

/** Of these a link remains, where they show something of the web. */
export const linked = words('audio embed frame iframe object video');

export const emphasis: Record<string, string> = {
  b: '**',
  strong: '**',
  i: '*',
  em: '*',
  cite: '*',
  s: '~~',
  strike: '~~',
  del: '~~',
};

export const code = words('code kbd samp tt var');
