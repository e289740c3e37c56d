'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useTransition } from 'react';
import { Select, type SelectOption } from '@/ui/select';

/** Narrows the page's list at once: writes the choice into the URL and begins at the first page. */
export function FilterSelect({
  name,
  label,
  options,
  groups,
}: {
  name: string;
  label: string;
  /** The one with the value '' means no filter. */
  options: readonly SelectOption[];
  /** More of them, below headings. */
  groups?: readonly { label: string; options: readonly SelectOption[] }[];
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
      className={groups && 'w-56'} // the longest of many names must not decide
      options={options}
      value={params.get(name) ?? ''}
      onChange={(event) => {
        const next = new URLSearchParams(params);
        if (event.currentTarget.value) next.set(name, event.currentTarget.value);
        else next.delete(name);
        next.delete('cursor');
        start(() => router.replace(next.size ? `${path}?${next}` : path, { scroll: false }));
      }}
    >
      {groups?.map((group) => (
        <optgroup key={group.label} label={group.label}>
          {group.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </optgroup>
      ))}
    </Select>
  );
}
