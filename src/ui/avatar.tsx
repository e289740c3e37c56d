import { classNames } from './class-names';

/** `Jean-Luc Martin` → `JM`: the first letters of the first and the last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = [...(words[0] ?? '')][0] ?? '';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toLocaleUpperCase();
}

/** One of sixteen hues, always the same for the same name. */
export function hueOf(name: string): number {
  let hash = 0;
  for (const char of name) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return (hash % 16) * 22.5;
}

/** Stands beside the name and is hidden from screen readers. Its size follows the font's. */
export function Avatar({ name, className }: { name: string; className?: string }) {
  return (
    <span
      aria-hidden
      className={classNames('avatar', className)}
      style={{ '--avatar-hue': hueOf(name) } as React.CSSProperties}
    >
      <span>{initials(name)}</span>
    </span>
  );
}
