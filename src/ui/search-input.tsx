'use client';

import { Search } from 'lucide-react';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useRef, useTransition } from 'react';
import { Kbd } from './page';
import { useShortcuts } from './use-shortcuts';

/**
 * Searches the page's own list: writes what is typed into the URL after a short rest and starts
 * again at the first page. `/` comes here. Without scripts it is a GET form.
 */
export function SearchInput({
  label,
  name = 'q',
  cursor = 'cursor',
  placeholder,
}: {
  label: string;
  name?: string;
  /** The parameters that a new search voids. */
  cursor?: string;
  placeholder?: string;
}) {
  const router = useRouter();
  const path = usePathname();
  const params = useSearchParams();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [pending, start] = useTransition();
  const wanted = params.get(name) ?? '';

  useShortcuts({ '/': { label, run: () => input.current?.focus() } });
  useEffect(() => () => clearTimeout(timer.current), []);
  // Back, forward and "clear filters" change the URL; what is being typed is not touched.
  useEffect(() => {
    const field = input.current;
    if (field && document.activeElement !== field) field.value = wanted;
  }, [wanted]);

  function search() {
    clearTimeout(timer.current);
    const next = new URLSearchParams(params);
    const words = input.current?.value.trim() ?? '';
    if (words === wanted) return;
    if (words) next.set(name, words);
    else next.delete(name);
    next.delete(cursor);
    start(() => router.replace(next.size ? `${path}?${next}` : path, { scroll: false }));
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is too new for screen readers in use
    <form
      role="search"
      className="toolbar-grow"
      onSubmit={(event) => {
        event.preventDefault();
        search();
      }}
    >
      {[...params].map(([key, value]) =>
        key === name || key === cursor ? null : (
          <input key={`${key}=${value}`} type="hidden" name={key} value={value} />
        ),
      )}
      <div className="control-box" aria-busy={pending}>
        <input
          ref={input}
          type="search"
          name={name}
          aria-label={label}
          placeholder={placeholder ?? label}
          defaultValue={wanted}
          className="control"
          enterKeyHint="search"
          onChange={() => {
            clearTimeout(timer.current);
            timer.current = setTimeout(search, 300);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
        />
        <span className="control-lead">
          <Search aria-hidden className="size-4" />
        </span>
        <span className="control-hint" aria-hidden>
          <Kbd>/</Kbd>
        </span>
      </div>
    </form>
  );
}
