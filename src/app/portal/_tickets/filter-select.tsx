'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useTransition } from 'react';
import { Select, type SelectOption } from '@/ui/select';

/** Narrows or sorts the page's list at once, beginning at its first page. */
export function FilterSelect({
  name,
  label,
  options,
}: {
  name: string;
  label: string;
  /** The one with the value '' is what the address says nothing about. */
  options: readonly SelectOption[];
}) {
  const router = useRouter();
  const path = usePathname();
  const params = useSearchParams();
  const [pending, start] = useTransition();
  return (
    <Select
      label={label}
      hideLabel
      aria-busy={pending}
      options={options}
      value={params.get(name) ?? ''}
      onChange={(event) => {
        const next = new URLSearchParams(params);
        if (event.currentTarget.value) next.set(name, event.currentTarget.value);
        else next.delete(name);
        next.delete('cursor');
        start(() => router.replace(next.size ? `${path}?${next}` : path, { scroll: false }));
      }}
    />
  );
}
