import type { Page } from '@playwright/test';

/** Collects what a browser complains of on this page, but for what the journey means to see. */
export function watchPage(page: Page, expected: readonly (number | RegExp)[]): string[] {
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(`exception: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error' && !isBreach(message.text())) return;
    const status = Number(/responded with a status of (\d+)/.exec(message.text())?.[1]);
    if (expected.some((one) => one === status || isIn(one, message.text()))) return;
    troubles.push(`console: ${message.text()} (${message.location().url}, on ${page.url()})`);
  });
  return troubles;
}

const isBreach = (text: string) => /Content Security Policy|hydrat/i.test(text);
const isIn = (pattern: number | RegExp, text: string) =>
  pattern instanceof RegExp && pattern.test(text);
