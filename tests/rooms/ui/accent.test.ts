import { expect, test } from 'vitest';
import {
  type AccentScale,
  accentCss,
  accentScale,
  accentVariables,
  defaultAccent,
} from '@/ui/accent';
import { contrast, hexFromOklch, oklchFromHex } from '@/ui/oklch';
import { tokenColor } from './token-color';

const extremes = ['#ffff00', '#000000', '#ffffff', '#ff0000', '#00ff00', '#0000ff', '#808080'];

/** The same 500 every time: a failure can be repeated. */
function someColors(count: number): string[] {
  let seed = 20261123;
  return Array.from({ length: count }, () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return `#${(seed >>> 8).toString(16).padStart(6, '0')}`;
  });
}

for (const scheme of ['light', 'dark'] as const) {
  test(`every colour becomes readable in ${scheme}`, () => {
    for (const hex of [...extremes, ...someColors(500)]) {
      const scale = accentScale(hex, scheme);
      const hue = Number(/\d+/.exec(accentVariables(hex)['--hue']!)![0]);
      const ratios = {
        'button text': contrast(scale['--on-accent'], scale['--accent']),
        'button text, hovered': contrast(scale['--on-accent'], scale['--accent-hover']),
        'text on soft': contrast(scale['--accent-text'], scale['--accent-soft']),
        ...Object.fromEntries(
          ['--canvas', '--surface', '--sunken', '--float'].map((ground) => [
            `text on ${ground}`,
            contrast(scale['--accent-text'], tokenColor(ground, scheme, hue)),
          ]),
        ),
      };
      for (const [pair, ratio] of Object.entries(ratios)) {
        expect(ratio, `${hex} in ${scheme}: ${pair}`).toBeGreaterThanOrEqual(4.5);
      }
      const edge = contrast(scale['--accent-edge'], tokenColor('--surface', scheme, hue));
      expect(edge, `${hex} in ${scheme}: edge of the button`).toBeGreaterThanOrEqual(3);
    }
  });
}

test('a colour that needs no correction stays the brand’s own', () => {
  expect(accentScale('#0f766e', 'light')['--accent']).toBe('#0f766e');
  expect(accentScale('#ffff00', 'light')).toMatchObject({
    '--accent': '#ffff00',
    '--on-accent': '#000000',
  } satisfies Partial<AccentScale>);
});

test('what is no colour means the default, and never reaches the page', () => {
  for (const bad of ['', 'red;}body{display:none', '#12345', null, undefined]) {
    expect(accentCss(bad)).toBe(accentCss(defaultAccent));
  }
  expect(accentCss('#0f766e')).toMatch(/^:root\{(--[a-z-]+:[#\w(),-]+;?)+\}$/);
});

test('hex survives the way through OKLCH', () => {
  for (const hex of [...extremes, ...someColors(200)]) {
    expect(hexFromOklch(oklchFromHex(hex)!)).toBe(hex);
  }
});

test('contrast is that of WCAG', () => {
  expect(contrast('#000', '#fff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});
