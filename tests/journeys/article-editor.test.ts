import type { Page } from '@playwright/test';
import { afterAll, beforeAll, test } from 'vitest';
import { expect, journey, openBrowser } from '~tests/setup/browser';
import { type ServerProcess, startServer } from '~tests/setup/server-process';
import { printedCredentials, signIn, signInToConsole, visit } from './people';

/** A red dot. */
const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==';

/** As Word and web pages put it on the clipboard. */
const pasted = `<html><style>p { color: red }</style><body><h1 style="mso-x: 1">Big</h1>
<p class="MsoNormal" style="color: red">Red <b>bold</b><o:p></o:p> <a href="https://a.test/">link</a>
<a href="javascript:alert(1)"></a><img src="https://evil.test/x.png"><script>alert(1)</script></p>
<table><tr><td><p>a</p><p>b</p></td><td style="text-align: right">c</td></tr><tr><td>d</td><td>e</td></tr></table></body></html>`;

journey('The editor of articles', () => {
  let server: ServerProcess;
  let nora: Page;
  let reader: Page;
  let article = '';
  const open = openBrowser();
  const named = () => nora.getByRole('textbox', { name: 'Text', exact: true });
  // Either waits until the other one has gone.
  const text = () => named().and(nora.locator('[contenteditable=true]'));
  const markdown = () => named().and(nora.locator('textarea'));
  const press = (name: string) =>
    nora.getByRole('toolbar', { name: 'Formatting' }).getByRole('button', { name, exact: true });

  beforeAll(async () => {
    server = await startServer({ demo: true });
  });
  afterAll(() => server?.stop());

  test('an article is written as its readers will see it', async () => {
    const { admin, contact } = printedCredentials(server);
    nora = await open('nora', { origin: server.origin('demo') });
    reader = await open('reader', { origin: server.origin('demo') });
    await signInToConsole(nora, { email: admin.login, password: admin.password });
    await signIn(reader, { username: contact.login, password: contact.password });
    await visit(nora, '/console/knowledge-base/new');
    await nora.getByLabel('Title').fill('Clean the coffee machine');
    await nora.getByRole('button', { name: 'Create and write' }).click();
    await nora.waitForURL(/\/knowledge-base\/[0-9a-f-]{36}$/);
    article = new URL(nora.url()).pathname;
    await text().click();
    await press('Heading').click();
    await nora.keyboard.type('Every Friday');
    await nora.keyboard.press('Enter');
    await nora.keyboard.type('- Switch it off');
    await nora.keyboard.press('Enter');
    await nora.keyboard.type('Wait for **ten** minutes');
    await nora.keyboard.press('Enter');
    await nora.keyboard.press('Enter');
    await press('Table').click();
    await nora.keyboard.type('Part');
    await nora.keyboard.press('Tab');
    await nora.keyboard.type('Means');
    await nora.keyboard.press('Tab');
    await nora.keyboard.type('Filter');
    await nora.keyboard.press('ControlOrMeta+End');
    await press('Callout').click();
    await nora.keyboard.type('Never use soap.');
    await nora.getByLabel('Kind of callout').selectOption('Warning');
  });

  test('a picture is pasted and gets words', async () => {
    await text().evaluate((element, base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([bytes], 'dot.png', { type: 'image/png' }));
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      element.dispatchEvent(event);
    }, picture);
    const image = text().getByRole('img');
    await expect(image).toHaveAttribute('alt', 'dot');
    await image.click();
    await nora.getByLabel('What the picture shows').fill('The red lamp');
    await expect(image).toHaveAttribute('alt', 'The red lamp');
  });

  test('it is published, and a reader sees all of it', async () => {
    await nora.getByRole('button', { name: 'Save text' }).click();
    await expect(nora.getByText('Saved as version 2')).toBeVisible();
    await nora.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(nora.getByRole('link', { name: 'View in the portal' })).toBeVisible();
    await visit(reader, '/knowledge-base/clean-the-coffee-machine');
    const shown = reader.getByRole('article');
    await expect(shown.getByRole('heading', { name: 'Every Friday' })).toBeVisible();
    await expect(shown.getByRole('listitem')).toHaveText(['Switch it off', 'Wait for ten minutes']);
    await expect(shown.locator('strong')).toHaveText('ten');
    await expect(shown.getByRole('columnheader')).toHaveText(['Part', 'Means']);
    await expect(shown.getByRole('note')).toContainText('Warning');
    await expect(shown.getByRole('note')).toContainText('Never use soap.');
    await expect(shown.getByRole('img', { name: 'The red lamp' })).toBeVisible();
  });

  test('changes wait as a draft that no reader sees', async () => {
    await text().getByText('Switch it off').click();
    await nora.keyboard.press('End');
    await nora.keyboard.type(' and unplug it');
    await nora.getByRole('button', { name: 'Save as draft' }).click();
    await expect(nora.getByText(/This is a draft by Nora Lindqvist/)).toBeVisible();
    await visit(reader, '/knowledge-base/clean-the-coffee-machine');
    await expect(reader.getByText('Switch it off')).toBeVisible();
    await expect(reader.getByText('and unplug it')).toHaveCount(0);
    await nora.getByText('What would change for readers').click();
    await expect(nora.locator('ins')).toHaveText('- Switch it off and unplug it');
    await nora.getByRole('button', { name: 'Publish changes' }).click();
    await expect(nora.getByRole('button', { name: 'Save for readers' })).toBeVisible();
    await visit(reader, '/knowledge-base/clean-the-coffee-machine');
    await expect(reader.getByText('Switch it off and unplug it')).toBeVisible();
  });

  test('what is typed while a save is on its way stays, whatever the save makes of the page', async () => {
    let letGo = () => {};
    const held = () => {
      const gate = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      return nora.route('**/console/knowledge-base/*', async (route) => {
        if (route.request().method() === 'POST') await gate;
        await route.continue();
      });
    };
    const typeMeanwhile = async (button: string, words: string) => {
      await held();
      const sent = nora.waitForRequest((request) => request.method() === 'POST');
      await nora.getByRole('button', { name: button, exact: true }).click();
      await sent;
      await text().getByText('Every Friday').click();
      await nora.keyboard.press('End');
      await nora.keyboard.type(words);
      letGo();
      await expect(nora.getByText('What you have typed since is not saved yet.')).toBeVisible();
      await nora.unroute('**/console/knowledge-base/*');
    };
    await text().getByText('Every Friday').click();
    await nora.keyboard.press('End');
    await nora.keyboard.type(' at noon');
    await typeMeanwhile('Save as draft', ' or later');
    await expect(nora.getByRole('button', { name: 'Save draft' })).toBeVisible();
    await expect(text().getByRole('heading')).toHaveText('Every Friday at noon or later');
    await typeMeanwhile('Save draft', ' still');
    await nora.getByRole('button', { name: 'Write Markdown' }).click();
    await expect(markdown()).toHaveValue(/^## Every Friday at noon or later still\n/);
    await held();
    const sent = nora.waitForRequest((request) => request.method() === 'POST');
    await nora.getByRole('button', { name: 'Save draft' }).click();
    await sent;
    await markdown().press('ControlOrMeta+End');
    await markdown().pressSequentially('!');
    letGo();
    await expect(nora.getByText('What you have typed since is not saved yet.')).toBeVisible();
    await nora.unroute('**/console/knowledge-base/*');
    await expect(markdown()).toHaveValue(/\)!$/);
    await nora.getByRole('button', { name: 'Discard draft' }).click();
    await nora.getByRole('alertdialog').getByRole('button', { name: 'Discard draft' }).click();
    await expect(nora.getByRole('button', { name: 'Save for readers' })).toBeVisible();
    await nora.getByRole('button', { name: 'Write formatted text' }).click();
    await expect(text().getByRole('heading')).toHaveText('Every Friday');
  });

  test('Markdown is the other way to write, and stays where the editor would lose something', async () => {
    await nora.getByRole('button', { name: 'Write Markdown' }).click();
    await expect(markdown()).toHaveValue(/^## Every Friday\n\n- Switch it off and unplug it\n/);
    await markdown().fill('An &alefsym; that the editor does not know');
    await nora.getByRole('button', { name: 'Write formatted text' }).click();
    await expect(
      nora.getByText('This text has something that the editor would lose'),
    ).toBeVisible();
    await expect(markdown()).toHaveValue('An &alefsym; that the editor does not know');
    await markdown().fill('> [!TIP]\n> Do *this*.');
    await nora.getByRole('button', { name: 'Write formatted text' }).click();
    await expect(text().locator('em')).toHaveText('this');
    nora.on('dialog', (dialog) => dialog.accept());
    await visit(nora, '/console/knowledge-base?needs=publication');
    await expect(nora.getByText('No article fits')).toBeVisible();
    await visit(nora, article);
    await expect(text().locator('em')).toHaveText('this');
  });

  test('what is pasted from elsewhere is reduced to what an article can hold', async () => {
    await nora.getByRole('button', { name: 'Write Markdown' }).click();
    await markdown().fill('');
    await nora.getByRole('button', { name: 'Write formatted text' }).click();
    await text().click();
    await text().evaluate((element, html) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/html', html);
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      element.dispatchEvent(event);
    }, pasted);
    await nora.getByRole('button', { name: 'Write Markdown' }).click();
    await expect(markdown()).toHaveValue(
      '## Big\n\nRed **bold** [link](https://a.test/)\n\n| a b | c |\n| --- | ---: |\n| d | e |',
    );
  });

  test('what was kept of an older version is offered, to be put back or thrown away', async () => {
    await markdown().fill('Kept once.');
    // As it was when its version was the newest.
    await nora.waitForFunction(() => {
      const is = (key: string) => localStorage.getItem(key)?.includes('Kept once.');
      const key = Object.keys(localStorage).find(is);
      if (!key) return false;
      localStorage.setItem(key.replace(/:\d+$/, ':1'), localStorage.getItem(key)!);
      localStorage.removeItem(key);
      return true;
    });
    await nora.getByRole('button', { name: 'Write formatted text' }).click();
    await visit(nora, article);
    await expect(nora.getByText('This browser kept text of')).toBeVisible();
    await nora.getByRole('button', { name: 'Put it back' }).click();
    await expect(text()).toHaveText('Kept once.');
    await expect(nora.getByText('This browser kept text of')).toBeHidden();
    await nora.getByRole('button', { name: 'Save for readers' }).click();
    await expect(nora.getByText('Saved as version')).toBeVisible();
    await visit(nora, article);
    await expect(text()).toHaveText('Kept once.');
    await expect(nora.getByText('This browser kept text of')).toBeHidden();
  });

  test('without scripts it is a text field, and what is sent is kept', async () => {
    const state = await nora.context().storageState();
    const plain = await open('plain', { origin: server.origin('demo'), state, scripts: false });
    await plain.goto(article);
    await plain.getByLabel('Text', { exact: true }).fill('Written *plainly*.');
    await plain.getByRole('button', { name: 'Save as draft' }).click();
    await plain.goto(article);
    await expect(plain.getByText('This is a draft by')).toBeVisible();
    await expect(plain.getByLabel('Text', { exact: true })).toHaveValue('Written *plainly*.');
  });
});
