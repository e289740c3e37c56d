'use client';

import { type RefObject, useEffect, useRef, useState } from 'react';
import type { useUploads } from './use-uploads';

type Uploads = ReturnType<typeof useUploads>;

function filesOf(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])];
}

/**
 * The whole form takes files that are dropped or pasted. Holds a submit back while files are on
 * their way and sends it when they have arrived, unless one of them failed. Returns whether
 * something is being dragged over the form.
 */
export function useFileSources(
  root: RefObject<HTMLElement | null>,
  uploads: Uploads,
  setWaiting: (waiting: boolean) => void,
): boolean {
  const [over, setOver] = useState(false);
  const latest = useRef(uploads);
  const held = useRef<{ form: HTMLFormElement; submitter: HTMLElement | null }>(null);
  useEffect(() => {
    latest.current = uploads;
  });

  useEffect(() => {
    const target = root.current?.closest('form') ?? root.current;
    if (!target) return;
    // On a slow phone a file may be chosen before anybody listens.
    const early = root.current?.querySelector<HTMLInputElement>('input[type="file"]');
    if (early?.files?.length) {
      latest.current.add([...early.files]);
      early.value = '';
    }
    const stop = new AbortController();
    const on = (name: string, take: (event: Event) => void, capture = false) =>
      target.addEventListener(name, take, { signal: stop.signal, capture });
    const take = (event: Event, files: File[]) => {
      if (files.length === 0) return;
      event.preventDefault();
      latest.current.add(files);
    };
    on('paste', (event) => take(event, filesOf((event as ClipboardEvent).clipboardData)));
    on('dragover', (event) => {
      if (!(event as DragEvent).dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    });
    on('dragleave', (event) => {
      if (!target.contains((event as DragEvent).relatedTarget as Node | null)) setOver(false);
    });
    on('drop', (event) => {
      setOver(false);
      take(event, filesOf((event as DragEvent).dataTransfer));
    });
    on('reset', () => latest.current.clear());
    on(
      'submit',
      (event) => {
        if (!latest.current.isSending() && !latest.current.busy) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        const { submitter } = event as SubmitEvent;
        held.current = { form: event.currentTarget as HTMLFormElement, submitter };
        setWaiting(true);
      },
      true,
    );
    return () => stop.abort();
  }, [root, setWaiting]);

  const { busy, items } = uploads;
  useEffect(() => {
    if (busy || !held.current) return;
    const { form, submitter } = held.current;
    held.current = null;
    setWaiting(false);
    if (items.some((item) => item.error)) return;
    // React may run this between two listeners of the submit that is held back: a form that is
    // still telling of one passes over another (HTML, "firing submission events").
    setTimeout(() => {
      if (form.isConnected) form.requestSubmit(submitter);
    });
  }, [busy, items, setWaiting]);
  return over;
}
