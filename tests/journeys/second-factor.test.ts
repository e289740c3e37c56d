import type { Page } from '@playwright/test';
import { afterAll, beforeAll, test } from 'vitest';
import { authenticatorApp } from '~tests/setup/authenticator-app';
import { expect, journey, openBrowser } from '~tests/setup/browser';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { onDatabase } from '~tests/setup/statement';
import { type Printed, printedCredentials, refusal, settled, visit } from './people';

/** The browser's own device for tests: it looks at no finger, and says what it is told to. */
async function giveDevice(page: Page) {
  const browser = await page.context().newCDPSession(page);
  await browser.send('WebAuthn.enable', { enableUI: false });
  const { authenticatorId } = await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: false,
    },
  });
  return {
    /** Whether it answers by itself, as a person who is there would. */
    isThere: (enabled: boolean) =>
      browser.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }),
    recognises: (isUserVerified: boolean) =>
      browser.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  };
}

journey('A second factor', () => {
  let server: ServerProcess;
  let origin: string;
  let admin: Printed;
  let technician: Printed;
  const open = openBrowser();
  beforeAll(async () => {
    server = await startServer({ demo: true });
    origin = server.origin('demo');
    ({ admin, technician } = printedCredentials(server));
  });
  afterAll(() => server?.stop());

  async function typePassword(page: Page, { login, password }: Printed) {
    await visit(page, '/console/sign-in');
    await page.getByLabel('Email', { exact: true }).fill(login);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL((url) => url.pathname !== '/console/sign-in');
    await settled(page);
  }

  /** On the page of whoever has lost it. */
  async function removeFactor(page: Page) {
    await page.getByRole('button', { name: 'Remove the second factor' }).click();
    await page
      .getByRole('alertdialog')
      .or(page.getByRole('dialog'))
      .getByRole('button', { name: 'Remove the second factor' })
      .click();
    await expect(page.getByText('signs in with the password alone')).toBeVisible();
  }

  const unfold = (page: Page, deed: string) => page.locator('summary', { hasText: deed }).click();

  async function signOut(page: Page) {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(/\/console\/sign-in$/);
    await settled(page);
  }

  test('by an authenticator app: set up, asked for, replaced by a recovery code, switched off', async () => {
    const page = await open('technician', { origin, expected: [422] });
    await typePassword(page, technician);
    await expect(page).toHaveURL(/\/console$/);
    await visit(page, '/console/app-settings');
    await page.getByRole('link', { name: 'Authenticator app, passkeys' }).click();
    await unfold(page, 'Set up the app');
    await page.getByLabel('Your password, or a code').first().fill('not it');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByText('This is neither your password').first()).toBeVisible();
    await page.getByLabel('Your password, or a code').first().fill(technician.password);
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('img', { name: 'QR code' })).toBeVisible();
    const secret = await page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent();
    const code = authenticatorApp(secret ?? '');
    await page.getByLabel('Code from the app').fill(code());
    await page.getByRole('button', { name: 'Switch on' }).click();
    await expect(page.getByText('Keep your recovery codes')).toBeVisible();
    const codes = await page.locator('.notice li').allTextContents();
    expect(codes).toHaveLength(10);
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await expect(page.getByText(/^On since/)).toBeVisible();
    await expect(page.getByText('10 codes are left.')).toBeVisible();

    await signOut(page);
    await typePassword(page, technician);
    await expect(page.getByRole('heading', { name: 'Enter your code' })).toBeVisible();
    await expect(page.getByLabel('Code', { exact: true })).toBeFocused();
    await page.getByLabel('Code', { exact: true }).fill('000000');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(refusal(page)).toContainText('This code is not right');
    await page.getByLabel('Code', { exact: true }).fill(code(1));
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page).toHaveURL(/\/console$/);

    const plain = await open('without scripts', { origin, scripts: false });
    await plain.goto('/console/sign-in?next=%2Fconsole%2Fcontacts');
    await plain.getByLabel('Email', { exact: true }).fill(technician.login);
    await plain.getByLabel('Password', { exact: true }).fill(technician.password);
    await plain.getByRole('button', { name: 'Sign in', exact: true }).click();
    await plain.getByLabel('Code', { exact: true }).fill(codes[0] ?? '');
    await plain.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(plain).toHaveURL(/\/console\/contacts$/);

    await visit(page, '/console/app-settings/security');
    await expect(page.getByText('9 codes are left.')).toBeVisible();
    await unfold(page, 'Switch off the app');
    await page
      .getByLabel('Your password, or a code')
      .first()
      .fill(codes[1] ?? '');
    await page.getByRole('button', { name: 'Switch off', exact: true }).click();
    await expect(page.locator('summary', { hasText: 'Set up the app' })).toBeVisible();
    await expect(page.getByText('Recovery codes', { exact: true })).toHaveCount(0);
  });

  test('five wrong codes lead back to the password', async () => {
    const page = await open('guesser', { origin, expected: [422] });
    await typePassword(page, technician);
    await visit(page, '/console/app-settings/security');
    await unfold(page, 'Set up the app');
    await page.getByLabel('Your password, or a code').first().fill(technician.password);
    await page.getByRole('button', { name: 'Continue' }).click();
    const secret = await page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent();
    await page.getByLabel('Code from the app').fill(authenticatorApp(secret ?? '')());
    await page.getByRole('button', { name: 'Switch on' }).click();
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await signOut(page);
    await typePassword(page, technician);
    for (let n = 1; n <= 5; n++) {
      const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
      await page.getByLabel('Code', { exact: true }).fill(`00000${n}`);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await answered;
      if (n < 5) await expect(page.locator('[aria-busy]')).toHaveCount(0);
    }
    await expect(page).toHaveURL(/\/console\/sign-in\?over$/);
    await expect(page.getByText('That sign-in is over')).toBeVisible();
  });

  test('by passkeys: added, used at the sign-in and as the second step, renamed and removed', async () => {
    const page = await open('admin', { origin, expected: [401] });
    const device = await giveDevice(page);
    await typePassword(page, admin);
    await visit(page, '/console/app-settings/security');
    await unfold(page, 'Add a passkey');
    await page.getByLabel('Name of the passkey').fill('Work laptop');
    await page.getByLabel('Your password, or a code').locator('visible=true').fill(admin.password);
    await device.isThere(true);
    await page.getByRole('button', { name: 'Add a passkey', exact: true }).click();
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await expect(page.getByText('Work laptop')).toBeVisible();
    await device.isThere(false);

    await signOut(page);
    await device.isThere(true);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await expect(page).toHaveURL(/\/console$/);
    await device.isThere(false);
    await visit(page, '/console/app-settings/security');
    await expect(page.getByText('Last used')).toBeVisible();

    await signOut(page);
    await typePassword(page, admin);
    await expect(page.getByRole('heading', { name: 'Enter your code' })).toBeVisible();
    await device.recognises(false);
    await device.isThere(true);
    await page.getByRole('button', { name: 'Use a passkey instead' }).click();
    await expect(
      page.getByRole('alert').filter({ hasText: 'No passkey was chosen' }),
    ).toBeVisible();
    await device.recognises(true);
    await page.getByRole('button', { name: 'Use a passkey instead' }).click();
    await expect(page).toHaveURL(/\/console$/);

    await visit(page, '/console/app-settings/security');
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('dialog').getByLabel('Name of the passkey').fill('Old laptop');
    await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
    await expect(page.getByText('Old laptop', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByLabel('Your password, or a code').fill(admin.password);
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect(page.getByText('Old laptop')).toHaveCount(0);
  });

  test('is required by an admin, and taken away from whoever has lost it', async () => {
    // So many sign-ins from one address in a minute are too many; the ones before are long ago.
    const longAgo = `UPDATE rate_counters SET window_ends_at = now() - interval '1 s'`;
    await onDatabase(server.databaseUrl, longAgo);
    const page = await open('boss', { origin });
    await typePassword(page, admin);
    await visit(page, '/console/admin/technicians');
    const required = page.getByLabel('Technicians must have a second factor');
    await required.check();
    await expect(required).toBeChecked();
    await page.getByRole('link', { name: technician.login }).click();
    await removeFactor(page);

    const owing = await open('owing', { origin });
    await typePassword(owing, technician);
    await expect(owing.getByRole('heading', { name: 'Set up a second factor' })).toBeVisible();
    await owing.goto('/console/tickets');
    await expect(owing).toHaveURL(/\/console\/set-up-factor$/);
    await settled(owing);
    await owing.getByRole('button', { name: 'Set up the app' }).click();
    const secret = await owing.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent();
    await owing.getByLabel('Code from the app').fill(authenticatorApp(secret ?? '')());
    await owing.getByRole('button', { name: 'Switch on' }).click();
    await owing.getByRole('button', { name: 'I have kept them' }).click();
    await expect(owing).toHaveURL(/\/console$/);

    await visit(page, '/console/admin/technicians');
    await page.getByRole('link', { name: technician.login }).click();
    await removeFactor(page);
    const byKey = await open('owing, by a passkey', { origin });
    await (await giveDevice(byKey)).isThere(true);
    await typePassword(byKey, technician);
    await byKey.getByRole('button', { name: 'Add a passkey' }).click();
    await expect(byKey.getByText('Keep your recovery codes')).toBeVisible();
    await byKey.getByRole('button', { name: 'I have kept them' }).click();
    await expect(byKey).toHaveURL(/\/console$/);
  });
});
