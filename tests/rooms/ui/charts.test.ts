import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it, test } from 'vitest';
import { BarChart } from '@/ui/charts/bar-chart';
import type { ChartProps } from '@/ui/charts/chart-series';
import { LineChart } from '@/ui/charts/line-chart';
import { formatSpan, roundSpan, roundUp } from '@/ui/format-span';

const chart: ChartProps = {
  title: 'Tickets',
  description: 'Opened and solved',
  steps: ['Mon', 'Tue', 'Wed <b>'],
  series: [
    { name: 'Opened', values: [4, 0, 2] },
    { name: 'Solved', values: [1, null, 3] },
  ],
  format: String,
  top: roundUp,
};

it('bars are as tall as what they stand for, and say it', () => {
  const drawn = renderToStaticMarkup(createElement(BarChart, chart));
  expect(drawn).toMatch(/<svg role="img" aria-labelledby="(\S+) (\S+)"/);
  expect(drawn).toContain('>Tickets</title>');
  expect(drawn).toContain('>Opened and solved</desc>');
  const tall = [...drawn.matchAll(/height="([\d.]+)" class="chart-(?:first|second)"/g)];
  expect(tall.map(([, height]) => Number(height))).toEqual([100, 25, 0, 0, 50, 75]);
  expect(drawn).toContain('Mon\nOpened: 4\nSolved: 1');
  expect(drawn).toContain('Tue\nOpened: 0</title>');
  expect(drawn).not.toContain('<b>');
});

it('a line stops where there is nothing to say', () => {
  const drawn = renderToStaticMarkup(createElement(LineChart, chart));
  const lines = [...drawn.matchAll(/points="([^"]+)"/g)].map(([, points]) => points);
  expect(lines).toEqual(['6,0.0 18,100.0 30,50.0', '3,75.0 9,75.0', '27,25.0 33,25.0']);
});

test.each([
  [0, '0 min'],
  [45, '45 min'],
  [90, '1.5 hr'],
  [1_500, '25 hr'],
  [5_000, '3.5 days'],
  [40_000, '28 days'],
])('%i minutes are %s', (minutes, words) => {
  expect(formatSpan(minutes, 'en')).toBe(words);
});

test.each([
  [0, 10],
  [61, 90],
  [100, 120],
  [1_500, 2_880],
  [5_000, 5_760],
  [200_000, 288_000],
])('a scale for %i minutes ends at %i', (minutes, top) => {
  expect(roundSpan(minutes)).toBe(top);
});

test.each([
  [0, 2],
  [3, 4],
  [10, 10],
  [11, 20],
  [4_321, 6_000],
])('a scale for %i ends at %i', (count, top) => {
  expect(roundUp(count)).toBe(top);
});
