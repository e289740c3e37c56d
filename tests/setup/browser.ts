import { mkdirSync } from 'node:fs';
import path from 'node:path';
import {
  type Browser,
  type BrowserContext,
  chromium,
  expect as expectPage,
  type Page,
} from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect as expectValue, vi } from 'vitest';
import { watchPage } from './browser-troubles';

/** Where there is no browser the journeys stand in the report as skipped. */
export const journey = describe.skipIf(!process.env.CHROMIUM_PATH);

// A journey is long, and each of its steps has a limit of its own.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 180_000 });

/** Playwright's, which waits; the machine may be busy with other test files. */
export const expect = expectPage.configure({ timeout: 30_000 });

export const devices = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
  narrow: { viewport: { width: 320, height: 640 } },
} as const;

export interface PersonOptions {
  /** Begins the addresses of this person's pages. */
  origin: string;
  /** As the browser asks for it: `fr-FR`. */
  locale?: string;
  device?: keyof typeof devices;
  colorScheme?: 'light' | 'dark';
  /** Whose session to go on with (`context().storageState()`). */
  state?: Awaited<ReturnType<BrowserContext['storageState']>>;
  /** What the browser reports as an error and the journey means: statuses, words of a message. */
  expected?: readonly (number | RegExp)[];
  /** False: as if no script had loaded. */
  scripts?: boolean;
}

/**
 * One browser for the file; call it inside `journey`. Each person is a context of their own. A
 * test fails where the browser had anything to complain of: an exception, an error in the
 * console, a breach of the content policy. Where it fails, everybody's screen is kept in
 * tests/.output/failed. `launch`, asked once the file's own preparations are done, adds to how the
 * browser is started.
 */
export function openBrowser(
  launch: () => { args?: string[]; env?: Record<string, string> } = () => ({}),
) {
  let browser: Browser;
  const people: { name: string; page: Page; troubles: string[] }[] = [];

  beforeAll(async () => {
    const { args = [], env } = launch();
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', ...args],
      ...(env ? { env: { ...process.env, ...env } as Record<string, string> } : {}),
    });
  });
  afterEach(async ({ task }) => {
    const found = people.flatMap(({ name, troubles }) =>
      troubles.splice(0).map((trouble) => `${name}: ${trouble}`),
    );
    const failed = task.result?.state === 'fail';
    if (failed) await Promise.all(people.map(({ page, name }) => keepPicture(page, task, name)));
    if (failed && found.length > 0) process.stderr.write(`${found.join('\n')}\n`);
    if (!failed) expectValue(found, 'the browser complained').toEqual([]);
  });
  afterAll(() => browser?.close());

  /** A new person in a browser of their own, at `about:blank`. */
  return async function open(name: string, options: PersonOptions): Promise<Page> {
    const { origin, locale = 'en-GB', device = 'desktop', colorScheme = 'light' } = options;
    const context = await browser.newContext({
      ...devices[device],
      baseURL: origin,
      locale,
      colorScheme,
      storageState: options.state,
      javaScriptEnabled: options.scripts ?? true,
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(30_000);
    const page = await context.newPage();
    people.push({ name, page, troubles: watchPage(page, options.expected ?? []) });
    return page;
  };
}

async function keepPicture(page: Page, { name }: { name: string }, who: string): Promise<void> {
  if (page.isClosed()) return;
  const folder = path.resolve('tests/.output/failed');
  mkdirSync(folder, { recursive: true });
  const file = `${name.slice(0, 80)} ${who}`.replace(/\W+/g, '-');
  await page.screenshot({ path: path.join(folder, `${file}.png`) }).catch(() => {});
}
