import { readFileSync } from 'node:fs';
import { hexFromOklch } from '@/ui/oklch';

const css = readFileSync('src/ui/styles/tokens.css', 'utf8');
const part = String.raw`oklch\(([\d.]+) ([\d.]+) (?:var\(--hue\)|([\d.]+))\)`;

/** A token of tokens.css as hex, for one scheme and one hue of the brand. */
export function tokenColor(name: string, scheme: 'light' | 'dark', hue: number): string {
  const found = new RegExp(String.raw`${name}: light-dark\(${part}, ${part}\)`).exec(css);
  if (!found) throw new Error(`${name} does not stand in tokens.css as light-dark(oklch, oklch)`);
  const [l, c, h] = found.slice(scheme === 'light' ? 1 : 4);
  return hexFromOklch({ l: Number(l), c: Number(c), h: h ? Number(h) : hue });
}
