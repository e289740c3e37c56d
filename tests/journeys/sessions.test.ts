import { afterAll, beforeAll, test } from 'vitest';
import { expect, journey, openBrowser } from '~tests/setup/browser';
import { linkIn, type MailSink, openMailSink } from '~tests/setup/mail-sink';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { printedCredentials, refusal, settled, signIn, signInToConsole, visit } from './people';

const toms = 'tom.hargreaves@alderfinch.test';

journey('Being signed in', () => {
  let server: ServerProcess;
  let sink: MailSink;
  let origin: string;
  const open = openBrowser();
  beforeAll(async () => {
    sink = await openMailSink();
    server = await startServer({ demo: true, env: { SMTP_URL: sink.url } });
    origin = server.origin('demo');
  });
  afterAll(async () => {
    await server?.stop();
    await sink?.stop();
  });

  test('ends at once where it was revoked; an open form keeps what was typed', async () => {
    const { login: username, password } = printedCredentials(server).contact;
    const lost = await open('lost laptop', { origin, expected: [401] });
    await signIn(lost, { username, password });
    await lost.getByRole('link', { name: 'Tickets', exact: true }).click();
    await lost.getByRole('list', { name: 'Tickets' }).getByRole('link').first().click();
    await expect(lost.getByRole('textbox', { name: 'Reply' })).toBeVisible();
    const ticket = lost.url();
    await lost.getByRole('textbox', { name: 'Reply' }).fill('Not sent yet');

    const here = await open('phone', { origin, device: 'phone', expected: [401] });
    await signIn(here, { username, password });
    await visit(here, '/app-settings');
    const sessions = here.getByRole('list', { name: 'Where you are signed in' });
    await expect(sessions.getByRole('listitem')).toHaveCount(2);
    await sessions.getByRole('button', { name: /^Sign out / }).click();
    await expect(sessions.getByRole('listitem')).toHaveCount(1);

    await lost.getByRole('button', { name: 'Send reply' }).click();
    await expect(refusal(lost)).toContainText('You’re signed out.');
    await expect(lost.getByRole('textbox', { name: 'Reply' })).toHaveValue('Not sent yet');
    await lost.reload();
    await expect(lost).toHaveURL(/\/sign-in\?next=/);
    await settled(lost);
    await signIn(lost, { username, password });
    await expect(lost, 'back where it was').toHaveURL(ticket);
    await expect(lost.getByRole('textbox', { name: 'Reply' })).toHaveValue('Not sent yet');
  });

  test('a forgotten password is set by a mailed link, once, and ends other sign-ins', async () => {
    const { login: username, password } = printedCredentials(server).contact;
    const elsewhere = await open('elsewhere', { origin, expected: [401] });
    await signIn(elsewhere, { username, password });

    const page = await open('forgetful', { origin, expected: [401, 410, 422] });
    await visit(page, '/sign-in');
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByLabel('Username or e-mail address').fill('nobody.at.all');
    await page.getByRole('button', { name: 'Send link' }).click();
    const sent = page.getByRole('heading', { name: 'Look in your mailbox' });
    await expect(sent, 'the same for nobody').toBeVisible();
    await visit(page, '/forgot-password');
    await page.getByLabel('Username or e-mail address').fill(username);
    await page.getByRole('button', { name: 'Send link' }).click();
    await expect(sent).toBeVisible();

    const mail = await sink.next(toms);
    expect(mail.subject).toBe('Set a new password for Tidewright IT');
    const link = linkIn(mail, '/password-link');
    const opened = await page.goto(link); // a mail scanner's GET burns nothing
    expect(opened?.status()).toBe(200);
    await visit(page, link);
    await page.getByLabel('New password', { exact: true }).fill('short');
    await page.getByRole('button', { name: 'Set password' }).click();
    await expect(page.getByText(/The password is too short/).first()).toBeVisible();
    await page.getByLabel('New password', { exact: true }).fill('a walrus in the attic');
    await page.getByRole('button', { name: 'Set password' }).click();
    await expect(page).toHaveURL(/\/sign-in\?done=password$/);
    await settled(page);
    await page.getByLabel('Username', { exact: true }).fill(username);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(refusal(page)).toContainText('These sign-in details don’t match.');
    await expect(page.getByLabel('Username', { exact: true })).toHaveValue(username);
    await page.getByLabel('Password', { exact: true }).fill('a walrus in the attic');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page).toHaveURL(`${origin}/`);

    expect((await page.goto(link))?.status()).toBe(410);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link no longer works');
    await elsewhere.goto('/app-settings');
    await expect(elsewhere).toHaveURL(/\/sign-in\?next=/);
  });

  test('a disabled contact is out at the next request and can’t come back', async () => {
    const { primaryContact, admin } = printedCredentials(server);
    const priya = await open('contact', { origin, expected: [401] });
    const credentials = { username: primaryContact.login, password: primaryContact.password };
    await signIn(priya, credentials);
    const console = await open('admin', { origin });
    await signInToConsole(console, { email: admin.login, password: admin.password });
    await visit(console, '/console/contacts?q=Priya');
    await console.getByRole('link', { name: /Priya Raman/ }).click();
    await console.getByRole('button', { name: 'Disable Priya Raman' }).click();
    await console
      .getByRole('alertdialog', { name: 'Disable Priya Raman?' })
      .getByRole('button', { name: 'Disable Priya Raman' })
      .click();
    await expect(console.getByRole('button', { name: /^Give Priya Raman access/ })).toBeVisible();

    await priya.goto('/tickets');
    await expect(priya).toHaveURL(/\/sign-in/);
    await settled(priya);
    await priya.getByLabel('Username', { exact: true }).fill(credentials.username);
    await priya.getByLabel('Password', { exact: true }).fill(credentials.password);
    await priya.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(refusal(priya)).toContainText('These sign-in details don’t match.');

    await console.getByRole('button', { name: /^Give Priya Raman access/ }).click();
    await expect(console.getByRole('button', { name: 'Disable Priya Raman' })).toBeVisible();
    await signIn(priya, credentials);
  });

  test('wrong passwords are slowed down with a sentence that says for how long', async () => {
    const page = await open('guesser', { origin, expected: [401, 429] });
    await visit(page, '/sign-in');
    const answer = refusal(page);
    for (let attempt = 1; attempt <= 6; attempt++) {
      await page.getByLabel('Username', { exact: true }).fill('owen.pritchard');
      await page.getByLabel('Password', { exact: true }).fill(`guess number ${attempt}`);
      const answered = page.waitForResponse((response) => response.request().method() === 'POST');
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      const { status, headers } = await answered.then(async (response) => ({
        status: response.status(),
        headers: await response.allHeaders(),
      }));
      expect(status).toBe(attempt <= 5 ? 401 : 429);
      if (status === 429) expect(Number(headers['retry-after'])).toBeGreaterThan(60);
    }
    await expect(answer).toContainText(/Too many tries. Wait \d+ minutes/);
    await expect(page.getByLabel('Username', { exact: true })).toHaveValue('owen.pritchard');
  });
});
