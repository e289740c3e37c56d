import type { CSSProperties } from 'react';
import { accentVariables } from './accent';

/**
 * The style of a pill in a colour of one's own (`#rrggbb`), its contrast corrected in light and
 * dark; the shape stays that of its tone. Undefined where there is none.
 */
export function pillColour(hex: string | null | undefined): CSSProperties | undefined {
  if (!hex) return undefined;
  const scale = accentVariables(hex);
  return {
    '--tone': scale['--accent-text'],
    '--tone-soft': scale['--accent-soft'],
    '--tone-line': scale['--accent-line'],
  } as CSSProperties;
}
