import 'server-only';
import type { PublicPage } from './public-page';

interface Kept {
  page: PublicPage;
  stamp: string;
  drawnAt: number;
  bytes: number;
}

export interface KeptPages {
  /** The page under this key, if it is of this stamp and young enough. */
  find(key: string, stamp: string): PublicPage | undefined;
  keep(key: string, stamp: string, page: PublicPage): void;
  figures(): { pages: number; bytes: number };
}

/** What only a clock changes (an announcement that ends, *3 hours ago*) is this old at most, in ms. */
const freshFor = 60_000;
/** Beside the bodies: names, headers, the entry itself. */
const overhead = 2_048;

/** Pages in memory, at most so many bytes of them: whichever was asked for least lately goes first. */
export function keptPages(mostBytes: number, now: () => number = Date.now): KeptPages {
  const kept = new Map<string, Kept>();
  let bytes = 0;

  const drop = (key: string) => {
    bytes -= kept.get(key)?.bytes ?? 0;
    kept.delete(key);
  };

  return {
    find(key, stamp) {
      const found = kept.get(key);
      if (!found) return undefined;
      if (found.stamp !== stamp || now() - found.drawnAt > freshFor) {
        drop(key);
        return undefined;
      }
      kept.delete(key);
      kept.set(key, found); // the newest again
      return found.page;
    },
    keep(key, stamp, page) {
      drop(key);
      const own = overhead + key.length * 2 + sizeOf(page);
      if (own > mostBytes / 4) return;
      kept.set(key, { page, stamp, drawnAt: now(), bytes: own });
      bytes += own;
      for (const oldest of kept.keys()) {
        if (bytes <= mostBytes) break;
        drop(oldest);
      }
    },
    figures: () => ({ pages: kept.size, bytes }),
  };
}

function sizeOf({ body, encoded, policy }: PublicPage): number {
  let size = body.length + (policy?.length ?? 0);
  for (const form of encoded.values()) size += form.length;
  return size;
}
