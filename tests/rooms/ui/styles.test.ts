import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = 'src/ui/styles';
const sheets = readdirSync(folder);

/** What few pages draw comes with its component, so that the others don't load it. */
const withComponents = ['chart.css', 'figures.css'];

test.each(sheets)('%s is part of the theme, unless it comes with its component', (sheet) => {
  const isInTheme = readFileSync('src/ui/theme.css', 'utf8').includes(
    `@import "./styles/${sheet}"`,
  );
  expect(isInTheme).toBe(!withComponents.includes(sheet));
});

// Right-to-left works by itself only where nothing names a side of the screen.
const sided =
  /(?:^|[\s;{])(?:(?:margin|padding|border|inset)-(?:left|right)|left|right|width|height)\s*:|text-align:\s*(?:left|right)|float:\s*(?:left|right)/;

test.each(sheets)('%s names no side of the screen', (sheet) => {
  const lines = readFileSync(`${folder}/${sheet}`, 'utf8').split('\n');
  const found = lines.filter((line) => !line.includes('@media') && sided.test(line));
  expect(found).toEqual([]);
});

const utility = /[\s"'`:](?:m[lr]|p[lr]|left|right|border-[lr]|rounded-[lr]|text-left|text-right)-/;

test('components name no side of the screen', () => {
  const components = readdirSync('src/ui').filter((file) => file.endsWith('.tsx'));
  const found = components.filter((file) => {
    const source = readFileSync(`src/ui/${file}`, 'utf8');
    return [...source.matchAll(/className=(?:"[^"]*"|\{[^}]*\})/g)].some(([names]) =>
      utility.test(names),
    );
  });
  expect(found).toEqual([]);
});
