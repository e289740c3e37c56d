import { Mark } from '@tiptap/core';
import { safeLink } from '@/knowledge/markdown/safe-link';

/** A link; where it leads to what the renderer takes for none, it is shown but leads nowhere. */
export const LinkMark = Mark.create({
  name: 'link',
  priority: 1000,
  inclusive: false,
  addAttributes: () => ({ href: { default: '' }, title: { default: null } }),
  parseHTML: () => [
    {
      tag: 'a[href]',
      getAttrs: (element) => {
        const href = safeLink(element.getAttribute('href') ?? '');
        return href === undefined ? false : { href, title: element.getAttribute('title') };
      },
    },
  ],
  renderHTML: ({ mark }) => ['a', { href: safeLink(String(mark.attrs.href)) ?? null }, 0],
});
