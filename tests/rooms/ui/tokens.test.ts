import { expect, test } from 'vitest';
import { contrast } from '@/ui/oklch';
import { tokenColor } from './token-color';

const hues = Array.from({ length: 12 }, (_, at) => at * 30);
const grounds = ['--canvas', '--surface', '--sunken', '--float'];
const tones = ['--info', '--success', '--warning', '--danger'];

const pairs: { text: string; on: string; atLeast: number }[] = [
  ...grounds.flatMap((on) => [
    { text: '--ink', on, atLeast: 7 },
    { text: '--muted', on, atLeast: 4.5 },
    { text: '--line-strong', on, atLeast: 3 },
    { text: '--faint', on, atLeast: 3 },
    ...tones.map((text) => ({ text, on, atLeast: 4.5 })),
  ]),
  ...tones.flatMap((text) => [
    { text, on: `${text}-soft`, atLeast: 4.5 },
    { text: '--ink', on: `${text}-soft`, atLeast: 7 },
    { text: '--muted', on: `${text}-soft`, atLeast: 4.5 },
  ]),
];

for (const scheme of ['light', 'dark'] as const) {
  test.each(pairs)(`$text on $on in ${scheme}`, ({ text, on, atLeast }) => {
    for (const hue of hues) {
      const ratio = contrast(tokenColor(text, scheme, hue), tokenColor(on, scheme, hue));
      expect(ratio, `hue ${hue}`).toBeGreaterThanOrEqual(atLeast);
    }
  });

  test(`white on the button that deletes, in ${scheme}`, () => {
    for (const name of ['--danger-solid', '--danger-solid-hover']) {
      expect(contrast('#ffffff', tokenColor(name, scheme, 0))).toBeGreaterThanOrEqual(4.5);
    }
  });
}
