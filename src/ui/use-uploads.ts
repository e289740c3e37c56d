'use client';

import { useCallback, useEffect, useRef, useState } from 'react';

/** How the application stores a file: its id, or the sentence that says why not. */
export type Upload = (
  file: File,
  onProgress: (part: number) => void,
  signal: AbortSignal,
) => Promise<{ ok: true; id: string } | { ok: false; message: string }>;

export interface UploadItem {
  key: number;
  file: File;
  /** A picture of the file, where it is one. */
  preview?: string;
  /** 0–1 while it goes up. */
  progress: number;
  id?: string;
  error?: string;
}

/** Files on their way: each goes up at once, three at a time, and can be taken back. */
export function useUploads({
  upload,
  failed,
  refuse,
}: {
  upload: Upload;
  /** The sentence for a lost connection. */
  failed: string;
  /** Looks at a file before it goes; a sentence refuses it. */
  refuse: (file: File, already: number) => string | undefined;
}) {
  const [items, setItems] = useState<UploadItem[]>([]);
  const aborts = useRef(new Map<number, AbortController>());
  const queue = useRef<UploadItem[]>([]);
  const running = useRef(0);
  const onTheirWay = useRef(new Set<number>());
  const nextKey = useRef(1);
  const current = useRef({ upload, failed });
  useEffect(() => {
    current.current = { upload, failed };
  });

  const change = useCallback((key: number, with_: Partial<UploadItem>) => {
    setItems((all) => all.map((item) => (item.key === key ? { ...item, ...with_ } : item)));
  }, []);

  const pump = useCallback(() => {
    while (running.current < 3 && queue.current.length > 0) {
      const { key, file } = queue.current.shift()!;
      const abort = aborts.current.get(key);
      if (!abort || abort.signal.aborted) continue;
      running.current++;
      current.current
        .upload(file, (progress) => change(key, { progress }), abort.signal)
        .then((result) => change(key, result.ok ? { id: result.id } : { error: result.message }))
        .catch(() => change(key, { error: current.current.failed }))
        .finally(() => {
          onTheirWay.current.delete(key);
          running.current--;
          pump();
        });
    }
  }, [change]);

  function add(files: Iterable<File>) {
    const kept = items.filter((item) => !item.error).length;
    const fresh = [...files].map((file, at): UploadItem => {
      const key = nextKey.current++;
      aborts.current.set(key, new AbortController());
      return {
        key,
        file,
        progress: 0,
        error: refuse(file, kept + at),
        preview: /^image\/(png|jpeg|gif|webp|avif)$/.test(file.type)
          ? URL.createObjectURL(file)
          : undefined,
      };
    });
    setItems((all) => [...all, ...fresh]);
    send(fresh.filter((item) => !item.error));
  }

  function send(ready: UploadItem[]) {
    for (const { key } of ready) onTheirWay.current.add(key);
    queue.current.push(...ready);
    pump();
  }

  function drop(item: UploadItem) {
    onTheirWay.current.delete(item.key);
    aborts.current.get(item.key)?.abort();
    aborts.current.delete(item.key);
    if (item.preview) URL.revokeObjectURL(item.preview);
  }

  function remove(key: number) {
    setItems((all) => {
      const gone = all.find((item) => item.key === key);
      if (gone) drop(gone);
      return all.filter((item) => item.key !== key);
    });
  }

  function retry(key: number) {
    const item = items.find((one) => one.key === key);
    if (!item) return;
    aborts.current.set(key, new AbortController());
    change(key, { error: undefined, progress: 0 });
    send([item]);
  }

  function clear() {
    setItems((all) => {
      all.forEach(drop);
      return [];
    });
  }

  return {
    items,
    add,
    remove,
    retry,
    clear,
    busy: items.some((item) => !item.id && !item.error),
    /** The same at this instant, drawn yet or not: a submit may follow the choice at once. */
    isSending: useCallback(() => onTheirWay.current.size > 0, []),
  };
}
