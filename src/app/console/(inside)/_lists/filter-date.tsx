'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useTransition } from 'react';

/** Narrows the page's list by a day (`2026-03-29` in the URL) and begins at the first page. */
export function FilterDate({ name, label }: { name: string; label: string }) {
  const router = useRouter();
  const path = usePathname();
  const params = useSearchParams();
  const [pending, start] = useTransition();
  const wanted = params.get(name) ?? '';
  return (
    <label className="flex items-center gap-2 text-muted text-sm">
      {label}
      <input
        key={wanted}
        type="date"
        className="control"
        aria-busy={pending}
        defaultValue={wanted}
        min="2000-01-01"
        max="2099-12-31"
        onChange={(event) => {
          const { value, validity } = event.currentTarget;
          if (!validity.valid || value === wanted) return; // a year that is still being typed
          const next = new URLSearchParams(params);
          if (value) next.set(name, value);
          else next.delete(name);
          next.delete('cursor');
          start(() => router.replace(next.size ? `${path}?${next}` : path, { scroll: false }));
        }}
      />
    </label>
  );
}
