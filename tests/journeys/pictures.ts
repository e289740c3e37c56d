import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { devices } from '~tests/setup/browser';

const views = [
  ['phone', 'light'],
  ['phone', 'dark'],
  ['desktop', 'light'],
  ['desktop', 'dark'],
] as const;

/**
 * For eyes, with `PICTURES=all` alone: the open page on a phone and a desktop, light and dark, in
 * tests/.output/screens. Look at them all before calling a change of the screens done.
 */
export async function keepPictures(page: Page, name: string, locale: string): Promise<void> {
  if (process.env.PICTURES !== 'all') return;
  const folder = path.resolve('tests/.output/screens');
  mkdirSync(folder, { recursive: true });
  const before = page.viewportSize();
  for (const [device, colorScheme] of views) {
    await page.setViewportSize(devices[device].viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await coloursChanged(page);
    const file = path.join(folder, `${name} ${locale} ${device} ${colorScheme}.jpg`);
    await page.screenshot({ path: file, type: 'jpeg', quality: 75, caret: 'initial' });
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  if (before) await page.setViewportSize(before);
}

/** What changes its colour over some frames has changed it. */
async function coloursChanged(page: Page) {
  await page.evaluate(async () => {
    await new Promise((frame) => requestAnimationFrame(() => requestAnimationFrame(frame)));
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  });
}
