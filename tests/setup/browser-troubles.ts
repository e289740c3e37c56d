import type { Page } from '@playwright/test';

/**
 * Collects what a browser complains of on this page. Statuses in `expected` are meant by the
 * journey, and so is a request that a person ended by going elsewhere.
 */
export function watchPage(page: Page, expected: readonly number[]): string[] {
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(`exception: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error' && !isBreach(message.text())) return;
    const status = /responded with a status of (\d+)/.exec(message.text())?.[1];
    if (status && expected.includes(Number(status))) return;
    troubles.push(`console: ${message.text()} (${message.location().url}, on ${page.url()})`);
  });
  return troubles;
}

const isBreach = (text: string) => /Content Security Policy|hydrat/i.test(text);
