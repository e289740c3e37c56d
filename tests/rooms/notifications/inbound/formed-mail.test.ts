import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasFormatting } from '@/notifications/inbound/html/has-formatting';
import { showMailHtml } from '@/notifications/inbound/html/show-mail-html';
import type { ShowOrder } from '@/notifications/inbound/html/shown-mail';
import { readMail } from '@/notifications/inbound/read-mail';

const picture = '/api/attachments/0198c0de-0000-7000-8000-000000000000';
const order: ShowOrder = {
  pictures: { 'a b@here': picture },
  remote: false,
  quotes: 'fold',
  quoteLabel: 'Earlier',
};
const show = (html: string, more: Partial<ShowOrder> = {}) =>
  showMailHtml(html, { ...order, ...more })!;

describe('what is quoted', () => {
  it.each([
    ['apple', 'Ora va.'],
    ['gmail', 'It works now.'],
    ['outlook', 'Jetzt geht es.'],
    ['outlook-web', 'Cela marche.'],
    ['yahoo', 'Works.'],
  ])('by %s is folded for technicians and left out for contacts', async (program, own) => {
    const file = path.join(import.meta.dirname, `corpus/replies/html-${program}.eml`);
    const { html } = await readMail(readFileSync(file));
    const folded = show(html!).html;
    const [above, below] = folded.split('<details><summary>Earlier</summary>');
    expect(above).toContain(own);
    expect(above).not.toMatch(/blink|Help desk/);
    expect(below).toMatch(/Help desk[\s\S]*Does it blink\?/);
    const left = show(html!, { quotes: 'leaveOut' }).html;
    expect(left).toContain(own);
    expect(left).not.toMatch(/blink|Help desk|details/);
  });

  it('stays open where it is answered below, forwarded, or all there is', () => {
    const quote = '<blockquote type="cite">Does it blink?</blockquote>';
    const forward =
      '<p>FYI</p><div class="gmail_quote">---------- Forwarded message ---------</div>';
    for (const html of [`${quote}<p>No.</p>`, `<p></p>${quote}`, forward]) {
      for (const quotes of ['fold', 'leaveOut'] as const) {
        expect(show(html, { quotes }).html).toContain('<details open><summary>Earlier</summary>');
      }
    }
  });

  it('is folded once, however deep, and leaves whole elements on both sides', () => {
    const html = `<div><table><tr><td><p>Own</p><div id="divRplyFwdMsg">From</div>old
      <blockquote type="cite">older <div class="gmail_quote">oldest</div></blockquote></td></tr></table></div>`;
    const folded = show(html).html;
    expect(folded.match(/<details/g)).toHaveLength(1);
    expect(folded).toContain('<p>Own</p></td></tr></table></div><details>');
    for (const tag of ['div', 'table', 'td', 'blockquote', 'details']) {
      const count = (text: string) => folded.split(text).length;
      expect(count(`<${tag}>`), tag).toBe(count(`</${tag}>`));
    }
  });
});

describe('pictures', () => {
  it('of the mail come from its kept files, by whichever spelling', () => {
    for (const src of ['cid:a b@here', 'CID:a%20b@here']) {
      expect(show(`<img src="${src}" width="30">`).html).toContain(`src="${picture}"`);
    }
    expect(show('<img src="cid:__proto__"><img src="cid:other">').html).toBe('');
  });

  it('of other servers are named by their words until they are asked for', () => {
    const html = '<img src="http://x.test/a.png" alt="Logo"><img src=//x.test/b.png>';
    expect(show(html)).toMatchObject({ html: '<img alt="Logo" />', remotePictures: 2 });
    const asked = show(html, { remote: true }).html;
    expect(asked.match(/src="[^"]*"/g)).toEqual([
      'src="https://x.test/a.png"',
      'src="https://x.test/b.png"',
    ]);
    expect(asked.match(/referrerpolicy="no-referrer"/g)).toHaveLength(2);
  });

  it('that only report who reads are never loaded', () => {
    const html =
      '<img src="https://x.test/a" width="1" height="1"><img src="https://x.test/b" height=0>';
    expect(show(html, { remote: true })).toMatchObject({ html: '', remotePictures: 0 });
  });
});

describe('links', () => {
  it.each([
    ['https://ok.test/a?b=1&amp;c=2', 'https://ok.test/a?b=1&amp;c=2'],
    [' HTTP://ok.test', 'http://ok.test/'],
    ['mailto:a@ok.test', 'mailto:a@ok.test'],
    ['tel:+4930123', 'tel:+4930123'],
    ['javascript:alert(1)', undefined],
    ['java\nscript:alert(1)', undefined],
    ['//ok.test/', undefined],
    ['/console', undefined],
    ['?images=shown', undefined],
    ['#top', undefined],
    ['file:///etc/passwd', undefined],
    ['ms-msdt:/id', undefined],
  ])('to %j', (href, expected) => {
    const { html } = show(`<a href="${href}" target="_top" rel="opener">x</a>`);
    const safe = `<a href="${expected}" target="_blank" rel="noopener noreferrer nofollow">x</a>`;
    expect(html).toBe(expected === undefined ? '<a>x</a>' : safe);
  });
});

describe('the rest', () => {
  it('what its sender hid stays hidden', () => {
    const html =
      '<div style="color:red; display:none">Preview</div><span style="display: none">b</span>c';
    expect(show(html).html).toBe('c');
  });

  it('what is too long is cut, and too deep flattened', () => {
    const long = show(`<p>${'word '.repeat(150_000)}</p>`);
    expect(long.isCut).toBe(true);
    expect(long.html.length).toBeLessThan(600_000);
    const deep = show(`${'<div>'.repeat(5_000)}deep`).html;
    expect(deep).toContain('deep');
    expect(deep.split('<div>').length).toBeLessThan(150);
  });

  it('a mail without HTML, or whose HTML says no more than its text, has no form to show', () => {
    expect(showMailHtml(null, order)).toBe(null);
    expect([null, '<p>Just <span>words</span></p>', '<bdi>x</bdi>'].map(hasFormatting)).toEqual([
      false,
      false,
      false,
    ]);
    expect(['<b>x</b>', '<IMG src=x>', '<ul><li>x</ul>'].every(hasFormatting)).toBe(true);
  });
});
