import type { Page } from '@playwright/test';
import type { DemoCredentials } from '@/cli/demo/load-demo';
import { expect } from '~tests/setup/browser';
import type { ServerProcess } from '~tests/setup/server-process';

/** Opens a path and waits until the page's scripts are at work. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settled(page);
}

/** Until React has taken the page over: before that, a press is an ordinary form's. */
export async function settled(page: Page): Promise<void> {
  // Again, where another page followed this one meanwhile.
  await expect(() => page.evaluate(untilTaken)).toPass({ timeout: 30_000 });
}

/**
 * Runs in the page. React marks the elements that it minds while it draws them; what listens to
 * keys is mounted after that, which is done once the browser has nothing left to do.
 */
function untilTaken(): Promise<void> {
  return new Promise((resolve, reject) => {
    const deadline = Date.now() + 20_000;
    const look = () => {
      const main = document.querySelector('main');
      // Forms may stand in a part that is taken over later.
      const parts = main ? [main, ...main.querySelectorAll('form')] : [];
      const isTaken = (part: Element) =>
        Object.keys(part).some((key) => key.startsWith('__reactProps'));
      if (main && parts.every(isTaken)) requestIdleCallback(() => resolve(), { timeout: 5000 });
      else if (Date.now() > deadline) reject(new Error('The scripts of this page do not run.'));
      else setTimeout(look, 20);
    };
    look();
  });
}

/** By the portal's sign-in page, which this leaves. */
export async function signIn(
  page: Page,
  { username, password }: { username: string; password: string },
): Promise<void> {
  if (!page.url().includes('/sign-in')) await visit(page, '/sign-in');
  await page.getByLabel('Username', { exact: true }).fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  await settled(page);
}

/** By the console's sign-in page, which this leaves. */
export async function signInToConsole(
  page: Page,
  { email, password }: { email: string; password: string },
): Promise<void> {
  await visit(page, '/console/sign-in');
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/console/sign-in');
  await settled(page);
}

type Role = DemoCredentials['cards'][number]['role'];

/** What the banner of a demo printed at the start, as a newcomer reads it there. */
export function printedCredentials(server: ServerProcess): Record<Role, Printed> {
  const lines = server.output().matchAll(/^ {4}(\w[\w ]{15})(\S+) +(\S+) {3}(portal|console)$/gm);
  const found = [...lines].map(([, role = '', login = '', password = '']) => [
    role.trim().replace(/ (\w)/g, (_, letter: string) => letter.toUpperCase()),
    { login, password },
  ]);
  return Object.fromEntries(found) as Record<Role, Printed>;
}

export interface Printed {
  login: string;
  password: string;
}

/** What the page says of why it did not work. */
export function refusal(page: Page) {
  return page.getByRole('main').getByRole('alert');
}
