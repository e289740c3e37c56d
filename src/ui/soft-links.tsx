'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useTransition } from 'react';

/**
 * Once a layout: turns plain clicks on plain links of this host into navigation without a full
 * load. A link component each would cost the server a third of a list and the visitor its
 * scripts; a plain link also works before scripts have loaded. Paths that begin with one of
 * `beyond` (another document, files) are left to the browser.
 */
export function SoftLinks({ beyond }: { beyond: readonly string[] }) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const outside = beyond.join(' ');
  useEffect(() => {
    function follow(event: MouseEvent) {
      const target = softTarget(event);
      if (!target || outside.split(' ').some((path) => target.startsWith(path))) return;
      event.preventDefault();
      start(() => router.push(target));
    }
    document.addEventListener('click', follow);
    return () => document.removeEventListener('click', follow);
  }, [router, outside]);
  useEffect(() => {
    document.documentElement.toggleAttribute('data-busy', pending);
  }, [pending]);
  return null;
}

/** Path, query and fragment of the link that a plain click means, if it is ours to follow. */
function softTarget(event: MouseEvent): string | undefined {
  if (event.defaultPrevented || event.button !== 0) return undefined;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined;
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!(link instanceof HTMLAnchorElement)) return undefined;
  if (link.target || link.hasAttribute('download')) return undefined;
  const url = new URL(link.href);
  const { origin, pathname, search } = window.location;
  if (url.origin !== origin) return undefined;
  const isHere = url.pathname === pathname && url.search === search;
  return isHere && url.hash ? undefined : url.pathname + url.search + url.hash;
}
