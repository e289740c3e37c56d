'use client';

import { useSyncExternalStore } from 'react';

/** Which contacts are ticked, over the pages of the list, until something was done with them. */
let chosen: ReadonlySet<string> = new Set();
const none: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

export function choose(ids: readonly string[], isChosen: boolean): void {
  const next = new Set(chosen);
  for (const id of ids) isChosen ? next.add(id) : next.delete(id);
  chosen = next;
  for (const tell of listeners) tell();
}

export function chooseNone(): void {
  choose([...chosen], false);
}

export function useChosen(): ReadonlySet<string> {
  return useSyncExternalStore(
    listen,
    () => chosen,
    () => none,
  );
}

function listen(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
