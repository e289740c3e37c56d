'use client';

import { useRef, useState } from 'react';

/** The tickets that are ticked, by number; with shift everything between two of them. */
export function useSelection(numbers: readonly number[]) {
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const last = useRef<number>(undefined);
  // What has left the list is no longer chosen: nothing changes that one can't see.
  const selected = numbers.filter((number) => ticked.has(number));

  function toggle(number: number, { range = false } = {}) {
    const next = new Set(selected);
    const on = !next.has(number);
    const from = last.current === undefined ? -1 : numbers.indexOf(last.current);
    const to = numbers.indexOf(number);
    const between =
      range && from >= 0 ? numbers.slice(Math.min(from, to), Math.max(from, to) + 1) : [number];
    for (const one of between) {
      if (on) next.add(one);
      else next.delete(one);
    }
    last.current = number;
    setTicked(next);
  }
  return {
    selected,
    isSelected: (number: number) => ticked.has(number),
    toggle,
    select: (some: readonly number[]) => setTicked(new Set(some)),
  };
}
