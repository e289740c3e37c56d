/** What this browser's person chose the last time; undefined for nothing, or where storage is blocked. */
export function keptChoice(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps it for the next visit; undefined forgets. Where storage is blocked it is chosen anew each time. */
export function keepChoice(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // See above.
  }
}
