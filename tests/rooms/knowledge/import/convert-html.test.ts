import { describe, expect, it } from 'vitest';
import { convertHtml } from '@/knowledge/import/html/convert-html';
import { renderMarkdown } from '@/knowledge/markdown/render-markdown';

const callouts = {
  note: 'Note',
  tip: 'Tip',
  important: 'Important',
  warning: 'Warning',
  caution: 'Caution',
};
const markdownOf = (html: string) => convertHtml(html).markdown;
const shown = (html: string) => renderMarkdown(markdownOf(html), callouts).html;

it.each([
  ['<p>One <b>bold</b>, <i>italic</i>, <del>gone</del>.</p>', 'One **bold**, *italic*, ~~gone~~.'],
  ['<h2>Set <em>up</em></h2><p>a<br>b</p>', '## Set *up*\n\na\\\nb'],
  ['<ul><li>One</li><li>Two<ul><li>Deep</li></ul></li></ul>', '- One\n- Two\n  - Deep'],
  ['<ol start="3"><li><p>A</p><p>B</p></li><li>C</li></ol>', '3. A\n\n   B\n\n4. C'],
  ['<pre><code class="language-sh">a\n  b\n</code></pre>', '```sh\na\n  b\n```'],
  ['<p>Press <kbd>Ctrl</kbd> and <code>a`b</code></p>', 'Press `Ctrl` and ``a`b``'],
  ['<blockquote><p>Said</p></blockquote>', '> Said'],
  ['<div class="admonition tip"><p>Do it</p></div>', '> [!TIP]\n> Do it'],
  ['<a href="b c.html"><img src="x.png" alt="A [b]"></a>', '[![A \\[b\\]](x.png)](b%20c.html)'],
  [
    '<table><thead><tr><th>Key</th><th>What</th></tr></thead><tr><td>a|b</td><td><p>c</p></td></tr></table>',
    '| Key | What |\n| --- | --- |\n| a\\|b | c |',
  ],
])('writes %s as Markdown', (html, markdown) => {
  expect(markdownOf(html)).toBe(markdown);
});

describe('what stands in a page', () => {
  it('is shown as it was, whatever Markdown would read in its words', () => {
    const words = '# 1. - > * _a_ [b](c) `d` ~e~ &lt;b&gt; &amp;lt; a_b | \\ 5 &lt; 6';
    for (const text of [
      words,
      '1. One',
      '- One',
      '&gt; One',
      '===',
      '---',
      '+ x',
      '#',
      '&amp;copy;',
    ]) {
      const html = shown(`<p>${text}</p>`);
      expect(html.replaceAll('&#39;', "'")).toBe(`<p>${text.replaceAll('>', '&gt;')}</p>`);
    }
  });

  it('has its title, its language and its first heading, and only what it is about', () => {
    const page = `<!doctype html><html lang="de-DE"><head><title>Seite – Hilfe</title><style>p{}</style></head>
      <body><nav><a href="/">Home</a></nav><main><h1>Seite</h1><p>Text</p></main><footer>©</footer></body></html>`;
    expect(convertHtml(page)).toMatchObject({
      markdown: '# Seite\n\nText',
      title: 'Seite – Hilfe',
      heading: 'Seite',
      language: 'de-DE',
      notices: [],
    });
  });

  it('never runs: what could is left out and named with its line', () => {
    const { markdown, notices } = convertHtml(
      '<p onclick="alert(1)">Hello</p>\n<script>alert(2)</script>\n<svg onload="alert(3)"></svg>\n' +
        '<iframe src="https://video.test/1"></iframe><a href="javascript:alert(4)">x</a>\n' +
        '<div class="panel panel-odd">Box</div><table><tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr></table>',
    );
    expect(notices.map(({ kind, line }) => [kind, line])).toEqual([
      ['elementLost', 2],
      ['elementLost', 3],
      ['elementLinked', 4],
      ['calloutLost', 5],
      ['cellsMerged', 5],
    ]);
    const { html } = renderMarkdown(markdown, callouts);
    expect(html).not.toMatch(/alert|<script|<svg|<iframe|javascript/);
    expect(html).toContain('https://video.test/1');
  });

  it('may be nested without end and as wide as it likes', () => {
    const deep = '<div><ul><li>'.repeat(20_000);
    expect(markdownOf(`${deep}deep`)).toContain('deep');
    expect(markdownOf(`${'<b>'.repeat(50_000)}x`)).toContain('x');
    const rows = '<tr><td>a</td><td>b</td></tr>'.repeat(5_000);
    expect(markdownOf(`<table>${rows}</table>`).split('\n')).toHaveLength(5_002);
  });
});
