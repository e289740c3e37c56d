'use client';

import { useEffect, useRef } from 'react';
import { chordOf, matchShortcut, type Shortcut, type ShortcutMap, sequenceTime } from './shortcuts';

/** All maps of the page; the one mounted last wins. */
const mounted = new Set<{ current: ShortcutMap }>();
let before: { chord: string; at: number } | undefined;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('textarea, select, [role="textbox"], [role="menu"], [role="menu"] *') ||
      (target instanceof HTMLInputElement &&
        !['checkbox', 'radio', 'button', 'submit'].includes(target.type)))
  );
}

/** Every shortcut in force now: later maps hide the same keys of earlier ones. */
export function activeShortcuts(): ShortcutMap {
  return Object.assign({}, ...[...mounted].map((map) => map.current)) as ShortcutMap;
}

function listen(event: KeyboardEvent) {
  if (event.defaultPrevented || event.repeat || event.isComposing || event.key === 'Shift') return;
  const shortcuts = activeShortcuts();
  const chord = chordOf(event);
  const recent = before && Date.now() - before.at < sequenceTime ? before.chord : undefined;
  before = undefined;
  const typing = isTyping(event.target) || !!document.querySelector('dialog[open]');
  const { match, waiting } = matchShortcut(Object.keys(shortcuts), recent, chord);
  const found: Shortcut | undefined = match === undefined ? undefined : shortcuts[match];
  if (typing && !found?.whileTyping) return;
  if (waiting) before = { chord, at: Date.now() };
  if (!found) return;
  event.preventDefault();
  found.run(event);
}

/** Puts a map in force while the component is mounted. Keys typed into fields stay typing. */
export function useShortcuts(map: ShortcutMap) {
  const entry = useRef(map);
  useEffect(() => {
    entry.current = map;
  });
  useEffect(() => {
    if (mounted.size === 0) document.addEventListener('keydown', listen);
    mounted.add(entry);
    return () => {
      mounted.delete(entry);
      if (mounted.size === 0) document.removeEventListener('keydown', listen);
    };
  }, []);
}
