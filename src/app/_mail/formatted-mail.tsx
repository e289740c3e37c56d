'use client';

import { useEffect, useRef, useState } from 'react';

/**
 * A mail as its sender formed it, below its text: loaded when it is unfolded, in a frame that runs
 * no script. Without ours it scrolls in itself; with them it is as high as what it shows.
 */
export function FormattedMail({
  src,
  label,
  title,
}: {
  src: string;
  label: string;
  title: string;
}) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState<number>();
  const watcher = useRef<ResizeObserver>(null);
  function follow() {
    watcher.current?.disconnect();
    const body = frame.current?.contentDocument?.body;
    if (!body?.firstElementChild) return;
    const measure = () => setHeight(Math.ceil(body.getBoundingClientRect().height) + 2);
    watcher.current = new ResizeObserver(measure);
    watcher.current.observe(body);
  }
  useEffect(() => {
    follow(); // it may have loaded before this ran
    return () => watcher.current?.disconnect();
  }, []);
  return (
    <details>
      <summary className="link w-fit cursor-pointer text-sm">{label}</summary>
      <iframe
        ref={frame}
        src={src}
        title={title}
        loading="lazy"
        className="mt-2 h-96 w-full rounded-md border border-line bg-surface"
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        style={height ? { height } : undefined}
        onLoad={follow}
      />
    </details>
  );
}
