import 'server-only';
import sanitize from 'sanitize-html';
import {
  allowedAttributes,
  allowedTags,
  droppedTags,
  mailLink,
  remotePicture,
} from './allowed-html';
import { quoteTag } from './quote-tag';
import type { ShowOrder } from './shown-mail';

type Found = Record<string, string>;

/** Elements inside one another: no mail needs more, and no stack holds a million. */
const mostNesting = 100;

/**
 * A mail's HTML with nothing but what the allow-list names; quotations are marked for
 * `foldQuotes`. In the worker only, since strangers decide how much work it is.
 */
export function sanitiseMailHtml(
  html: string,
  { pictures, remote }: Pick<ShowOrder, 'pictures' | 'remote'>,
): { html: string; remotePictures: number } {
  let remotePictures = 0;
  const shownInside = new Set<string>();
  const image = (_: string, found: Found) => {
    const src = found.src?.trim() ?? '';
    const own = ownPicture(src, pictures);
    if (own && shownInside.has(own)) return nothing; // it would be written out each time
    if (own?.startsWith('data:')) shownInside.add(own);
    const other = own ? undefined : remotePicture(src);
    const isShown = other !== undefined && !isPixel(found);
    if (isShown) remotePictures++;
    const shown = own ?? (isShown && remote ? other : undefined);
    const alt = (found.alt ?? '').slice(0, 500);
    const width = /^[1-9]\d{0,3}$/.exec(found.width?.trim() ?? '')?.[0];
    return {
      tagName: 'img',
      attribs: {
        ...(shown && { src: shown, loading: 'lazy', referrerpolicy: 'no-referrer' }),
        ...(shown && width && { width }),
        alt,
      },
    };
  };
  const clean = sanitize(html, {
    allowedTags: [...allowedTags, ...Object.values(quoteTag)],
    allowedAttributes,
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['https', 'data'] }, // `image` makes every address anew
    allowProtocolRelative: false,
    nonTextTags: droppedTags,
    nestingLimit: mostNesting,
    transformTags: {
      a: link,
      img: image,
      center: block,
      details: block,
      summary: block,
      ...quotes,
      '*': unlessHidden,
    },
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !attribs.src && !attribs.alt,
  });
  return { html: clean, remotePictures };
}

/** Neither a picture nor words: it is left out. */
const nothing = { tagName: 'img', attribs: {} };

function link(_: string, { href }: Found) {
  const to = mailLink(href);
  const attribs = to && { href: to, target: '_blank', rel: 'noopener noreferrer nofollow' };
  return { tagName: 'a', attribs: attribs || {} };
}

/** A picture inside the mail, which was kept among its files. */
function ownPicture(src: string, pictures: ShowOrder['pictures']): string | undefined {
  const id = /^cid:(.+)$/is.exec(src)?.[1];
  if (!id) return undefined;
  const names = [id, decoded(id)];
  return names.flatMap((name) => (Object.hasOwn(pictures, name) ? pictures[name]! : []))[0];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** There only to tell its server who read the mail, and when. */
const isPixel = ({ width, height }: Found) =>
  [width, height].some((length) => /^\s*[0-2]\s*(px)?\s*$/.test(length ?? ''));

/** What its sender hid, such as words for previews: it would come to light without their styles. */
const isHidden = ({ style = '' }: Found) => /(^|;)\s*display:\s*none/i.test(style);
const hidden = { tagName: 'template', attribs: {} };
const unlessHidden = (tagName: string, attribs: Found) =>
  isHidden(attribs) ? hidden : { tagName, attribs };

const directed = ({ dir }: Found): Found => (dir ? { dir } : {});
const block = (_: string, found: Found) => ({ tagName: 'div', attribs: directed(found) });

/** Elements that may be what a mail program quotes in. */
const quotes = Object.fromEntries(
  ['blockquote', 'div', 'section'].map((tag) => [
    tag,
    (name: string, found: Found) => {
      if (isHidden(found)) return hidden;
      const kind = quoteKind(name, found);
      const tagName = kind ? quoteTag[kind] : name === 'section' ? 'div' : name;
      return { tagName, attribs: kind ? {} : directed(found) };
    },
  ]),
);

/** By the names that Gmail, Apple, Thunderbird, Yahoo, Proton and the Outlooks give them. */
function quoteKind(tag: string, found: Found): keyof typeof quoteTag | undefined {
  const { class: names = '', id = '', type = '', style = '' } = found;
  if (tag === 'blockquote' && /^\s*cite\s*$/i.test(type)) return 'inside';
  if (/(^|\s)(gmail_quote|yahoo_quoted|protonmail_quote|tutanota_quote)(\s|$)/.test(names)) {
    return 'inside';
  }
  if (/^(x_)*OLK_SRC_BODY_SECTION$/.test(id)) return 'inside';
  if (/^(x_)*(divRplyFwdMsg|appendonsend|mail-editor-reference-message-container)$/.test(id)) {
    return 'fromHere';
  }
  return outlookRule.test(style.slice(0, 300)) ? 'fromHere' : undefined;
}

/** The line that Outlook on a desktop draws above “From: …”. */
const outlookRule = /border:\s*none;\s*border-top:\s*solid #[0-9a-f]{6} 1\.0pt/i;
