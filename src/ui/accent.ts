import type { CSSProperties } from 'react';
import { contrast, hexFromOklch, type Oklch, oklchFromHex } from './oklch';

/** Where a tenant has not chosen a colour, or has typed something that is none. */
export const defaultAccent = '#2f5bd0';

export type AccentName =
  | '--accent'
  | '--accent-hover'
  | '--accent-edge'
  | '--on-accent'
  | '--accent-text'
  | '--accent-soft'
  | '--accent-line';

export type AccentScale = Record<AccentName, string>;
export type Scheme = 'light' | 'dark';

/** The brightest and the darkest ground of tokens.css that text in the accent stands on. */
const grounds = { light: ['#ffffff', '#f0f2f5'], dark: ['#15171a', '#1f2226'] } as const;
const textContrast = 4.55;
const edgeContrast = 3.05;
const colourless = 0.025;

/** The scale of one scheme as hex colours. Every pair that carries text reaches 4.5:1. */
export function accentScale(hex: string, scheme: Scheme): AccentScale {
  const brand = oklchFromHex(hex) ?? oklchFromHex(defaultAccent)!;
  const light = scheme === 'light';
  const fill = fillFrom(brand, light);
  const fillHex = hexFromOklch(fill);
  const onAccent = contrast(fillHex, '#ffffff') >= 4.5 ? '#ffffff' : '#000000';
  const away = onAccent === '#ffffff' ? -0.045 : 0.035;
  const soft = hexFromOklch(
    light
      ? { l: 0.957, c: Math.min(brand.c * 0.2, 0.028), h: brand.h }
      : { l: 0.29, c: Math.min(brand.c * 0.35, 0.05), h: brand.h },
  );
  const line = light
    ? { l: 0.84, c: Math.min(brand.c * 0.5, 0.08), h: brand.h }
    : { l: 0.42, c: Math.min(brand.c * 0.6, 0.09), h: brand.h };
  return {
    '--accent': fillHex,
    '--accent-hover': hexFromOklch({ ...fill, l: fill.l + away }),
    '--accent-edge': reach(fill, [grounds[scheme][0], grounds[scheme][1]], edgeContrast, light),
    '--on-accent': onAccent,
    '--accent-text': reach(brand, [...grounds[scheme], soft], textContrast, light),
    '--accent-soft': soft,
    '--accent-line': hexFromOklch(line),
  };
}

/**
 * The fill of a primary button. Middle tones are darkened until white stands on them, bright
 * ones keep their brightness under black; what would vanish into the page is moved away from it,
 * and black or white, which has no hue to keep, changes sides with the theme.
 */
function fillFrom(brand: Oklch, light: boolean): Oklch {
  const hex = hexFromOklch(brand);
  if (brand.c < colourless && light && contrast(hex, '#ffffff') < 1.6) return { ...brand, l: 0.3 };
  if (!light && contrast(hex, grounds.dark[1]) < 3) {
    if (brand.c < colourless) return { ...brand, l: 0.92 };
    const lifted = oklchFromHex(reach(brand, grounds.dark, edgeContrast, false))!;
    return { ...lifted, h: brand.h };
  }
  const onWhite = contrast(hex, '#ffffff');
  if (onWhite < 4.5 && onWhite >= 2.6) {
    const darker = oklchFromHex(reach(brand, ['#ffffff'], textContrast, true))!;
    return { ...darker, h: brand.h };
  }
  return brand;
}

/** Darkens (or lightens) a colour until it has the ratio against every ground. */
function reach(color: Oklch, on: readonly string[], ratio: number, darken: boolean): string {
  let at = color.l;
  for (let step = 0; step <= 100; step++, at += darken ? -0.01 : 0.01) {
    const hex = hexFromOklch({ ...color, l: at });
    if (on.every((ground) => contrast(hex, ground) >= ratio)) return hex;
  }
  return darken ? '#000000' : '#ffffff';
}

export type AccentVariables = CSSProperties & Record<`--${string}`, string>;

const made = new Map<string, AccentVariables>();

/**
 * A tenant's colour (`#rgb`, `#rrggbb`; anything else means the default) → the CSS variables
 * that theme.css reads, both schemes in one value, for `<html style>`.
 */
export function accentVariables(hex: string | null | undefined): AccentVariables {
  const key = hex && oklchFromHex(hex) ? hex.trim().toLowerCase() : defaultAccent;
  const known = made.get(key);
  if (known) return known;
  const light = accentScale(key, 'light');
  const dark = accentScale(key, 'dark');
  const brand = oklchFromHex(key)!;
  const variables: AccentVariables = {
    '--hue': brand.c < colourless ? '262' : brand.h.toFixed(0),
  };
  for (const name of Object.keys(light) as AccentName[]) {
    variables[name] = `var(--if-light,${light[name]})var(--if-dark,${dark[name]})`;
  }
  if (made.size > 500) made.clear();
  made.set(key, variables);
  return variables;
}

/** The same as a rule, for a `<style>` where style attributes are not allowed. */
export function accentCss(hex: string | null | undefined): string {
  const lines = Object.entries(accentVariables(hex)).map(([name, value]) => `${name}:${value}`);
  return `:root{${lines.join(';')}}`;
}
