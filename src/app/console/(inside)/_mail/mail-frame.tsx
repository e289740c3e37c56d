'use client';

import { useEffect, useRef, useState } from 'react';

/**
 * A mail's HTML as a mail program shows it: no script, no form, no access to this page. Links
 * open in a tab of their own, which is not sandboxed. `allow-same-origin` without scripts lets
 * this page alone measure the height. The brand's pictures come from this host, which has them
 * too: the policy of this page fetches none from another.
 */
export function MailFrame({ html, title }: { html: string; title: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(560);
  function measure() {
    const body = frame.current?.contentDocument?.body;
    if (!body?.firstElementChild) return;
    setHeight(Math.max(320, Math.ceil(body.getBoundingClientRect().height) + 2));
  }
  // The frame of a page that came with the document may have loaded before this ran.
  useEffect(measure, []);
  return (
    <iframe
      ref={frame}
      title={title}
      srcDoc={html
        .replace(/<head>/i, '<head><base target="_blank">')
        .replace(/(<img src=")https?:\/\/[^/"]+(?=\/api\/brand\/)/g, '$1')}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      className="w-full rounded-md border border-line bg-surface"
      style={{ height, colorScheme: 'light' }}
      onLoad={measure}
    />
  );
}
