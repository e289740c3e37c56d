import type { ArchivedText, ImportNotice } from './archive-articles';
import { notice } from './archive-articles';
import { destination } from './html/escape-markdown';
import { mapDestinations } from './markdown/map-destinations';
import type { Target } from './resolve-address';

export interface Leading {
  /** What an address means. */
  resolve: (text: ArchivedText, address: string) => Target;
  /** The slug of a text of this import. */
  slugOf: (place: string) => string | undefined;
  /** The address of a picture, or what is wrong with the file. */
  imageOf: (path: string) => { address: string } | 'imageForbidden';
}

/**
 * A text whose links lead to our articles and whose pictures are ours, and what was lost of them. An
 * address that leads nowhere stays as it is: it is shown as its words, and can be mended. Pure.
 */
export function importedBody(
  text: ArchivedText,
  { resolve, slugOf, imageOf }: Leading,
): { body: string; notices: ImportNotice[] } {
  const notices: ImportNotice[] = [];
  const lost = (kind: ImportNotice['kind'], detail: string) => {
    notices.push({ ...notice(kind, detail), path: text.path });
  };
  const body = mapDestinations(text.body, ({ address, isImage }) => {
    const same = destination(address);
    const target = resolve(text, address);
    switch (target.kind) {
      case 'text': {
        const slug = slugOf(target.place);
        if (slug) return `/knowledge-base/${slug}${target.hash}`;
        lost('linkBroken', address);
        return same;
      }
      case 'image': {
        const image = imageOf(target.path);
        if (typeof image === 'object') return image.address;
        lost(image, target.path);
        return same;
      }
      case 'file':
        lost(isImage ? 'imageForbidden' : 'fileLeftBehind', target.path);
        return same;
      case 'missing':
        lost(isImage ? 'imageMissing' : 'linkBroken', address);
        return same;
      case 'kept':
        if (isImage) lost('imageElsewhere', address);
        return same;
    }
  });
  return { body, notices };
}
