import { Node } from '@tiptap/core';
import { safeImage } from '@/knowledge/markdown/safe-link';

/** A picture in a line. Only the article's own are shown, as readers see it: others are words. */
export const ImageNode = Node.create({
  name: 'image',
  inline: true,
  group: 'inline',
  draggable: true,
  addAttributes: () => ({ src: { default: '' }, alt: { default: '' }, title: { default: null } }),
  parseHTML: () => [
    {
      tag: 'img[src]',
      getAttrs: (element) => {
        const src = safeImage(element.getAttribute('src') ?? '');
        return src === undefined ? false : { src, alt: element.getAttribute('alt') ?? '' };
      },
    },
  ],
  renderHTML: ({ node }) => {
    const { src, alt } = node.attrs;
    const safe = safeImage(String(src));
    return safe === undefined ? ['span', {}, String(alt)] : ['img', { src: safe, alt }];
  },
});
