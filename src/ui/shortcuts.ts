/** One entry: what it does in words (for the map) and the deed itself. */
export interface Shortcut {
  label: string;
  run: (event: KeyboardEvent) => void;
  /** Also while typing; only sensible with a modifier. */
  whileTyping?: boolean;
}

/** Keys → deeds. `r`; `g t` (one after the other); `mod+k` (⌘ on a Mac, else Ctrl); `?`. */
export type ShortcutMap = Record<string, Shortcut>;

/** How long the first key of a sequence waits for the second. */
export const sequenceTime = 1200;

interface Press {
  key: string;
  metaKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
}

/** What was pressed, in the notation of `ShortcutMap`. Shift speaks through the character. */
export function chordOf({ key, metaKey, ctrlKey, altKey }: Press): string {
  const name = key.length === 1 ? key.toLowerCase() : key.toLowerCase().replace('arrow', '');
  return `${metaKey || ctrlKey ? 'mod+' : ''}${altKey ? 'alt+' : ''}${name}`;
}

/** Which of the maps' keys match, given the chord before (if it was recent) and this one. */
export function matchShortcut(
  keys: readonly string[],
  before: string | undefined,
  chord: string,
): { match?: string; waiting: boolean } {
  const both = before && `${before} ${chord}`;
  const match = (both && keys.find((key) => key === both)) || keys.find((key) => key === chord);
  return { match, waiting: !match && keys.some((key) => key.startsWith(`${chord} `)) };
}
