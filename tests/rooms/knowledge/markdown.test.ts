import { describe, expect, it } from 'vitest';
import { calloutKinds } from '@/knowledge/markdown/callout';
import { excerptOf } from '@/knowledge/markdown/plain-text';
import { renderMarkdown } from '@/knowledge/markdown/render-markdown';

const names = Object.fromEntries(calloutKinds.map((kind) => [kind, `<${kind}>`])) as never;
const html = (markdown: string) => renderMarkdown(markdown, names).html;
const image = '/api/article-images/0199a000-0000-7000-8000-000000000000';

describe('Markdown as HTML', () => {
  it.each([
    ['a **b** *c* ~~d~~ `e`', '<p>a <strong>b</strong> <em>c</em> <del>d</del> <code>e</code></p>'],
    ['- one\n- two', '<ul><li>one</li><li>two</li></ul>'],
    ['3. one\n4. two', '<ol start="3"><li>one</li><li>two</li></ol>'],
    ['- [x] done\n- [ ] open', '<ul><li>☑ done</li><li>☐ open</li></ul>'],
    [
      '```sh\n<b> & "c"\n```',
      '<pre tabindex="0" data-language="sh"><code>&lt;b&gt; &amp; &quot;c&quot;</code></pre>',
    ],
    [
      `![a "b"](${image})`,
      `<p><img src="${image}" alt="a &quot;b&quot;" loading="lazy" decoding="async"></p>`,
    ],
    ['[in](/tickets/new)', '<p><a href="/tickets/new">in</a></p>'],
    [
      '> [!TIP]\n> Do it',
      '<div class="callout callout-tip" role="note"><p class="callout-title">&lt;tip&gt;</p><p>Do it</p></div>',
    ],
    ['AT&amp;T &nbsp; a & b', '<p>AT&amp;T &nbsp; a &amp; b</p>'],
  ])('%s', (markdown, expected) => {
    expect(html(markdown)).toBe(expected);
  });

  it('headings begin at the second level and have addresses of their own', () => {
    const { headings } = renderMarkdown('# Öffnen\n\n## Öffnen\n\n### *Below*\n\n#### Far', names);
    expect(headings).toEqual([
      { id: 's-öffnen', level: 2, text: 'Öffnen' },
      { id: 's-öffnen-2', level: 2, text: 'Öffnen' },
      { id: 's-below', level: 3, text: 'Below' },
    ]);
  });

  it('a text that is deeper than any article needs is shown as it is', () => {
    const deep = `${'> '.repeat(500)}hello`;
    const shown = html(deep);
    expect(shown).toContain('hello');
    expect(shown).not.toContain('<blockquote>');
    expect(html(`${'> '.repeat(60)}hello`).match(/<blockquote>/g)!.length).toBeLessThan(30);
  });

  it.each([
    '> '.repeat(100_000),
    '- '.repeat(100_000),
    '*a '.repeat(60_000),
    '[a]('.repeat(50_000),
    '` '.repeat(50_000),
    `~~~\n\`\`\`\n~~~\n${'*a '.repeat(60_000)}\n\`\`\``,
    `\`\`\`\n\`\`\`x\n\`\`\`\n${'*a '.repeat(60_000)}\n\`\`\``,
    `<!--\n\`\`\`\n-->\n\n${'*a '.repeat(60_000)}\n\`\`\``,
    '> > a\nb\n'.repeat(20_000),
    '> - a\nb\n'.repeat(20_000),
    `${'a'.repeat(150_000)}@`,
    '> > a\n> b\n'.repeat(15_000),
    `${'> '.repeat(90)}a\nb\n`.repeat(500),
  ])('what would keep the parser busy is shown as it was typed: %.8s', (hostile) => {
    expect(html(hostile)).toContain('<pre tabindex="0"><code>');
    expect(excerptOf(hostile).length).toBeLessThan(200);
  });

  it.each([
    ['a long piece of code', `~~~\n${'*a '.repeat(2_000)}\n~~~`, '<pre tabindex="0"><code>*a'],
    ['a long list', '- **a**\n'.repeat(400), '<li><strong>a</strong></li>'],
  ])('%s keeps no parser busy', (_name, long, shown) => {
    expect(html(`before\n\n${long}`)).toMatch(/^<p>before<\/p>/);
    expect(html(long)).toContain(shown);
  });
});

/** Every element and attribute that may come out of an article. */
const allowed =
  /^<\/?(p|h[2-6]|ul|ol|li|a|img|strong|em|del|code|pre|br|hr|blockquote|div|table|thead|tbody|tr|th|td)( (id|class|role|href|rel|src|alt|loading|decoding|start|scope|tabindex|data-language)="[^"<>]*")*>$/;

describe('what somebody hostile writes', () => {
  const urls = [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java&#115;cript:alert(1)',
    'javascript&colon;alert(1)',
    'java\tscript:alert(1)',
    ' javascript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'data:image/svg+xml;base64,PHN2Zz4=',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'blob:https://a.test/1',
    '//evil.test/x',
    '/\\evil.test/x',
    '\\\\evil.test\\x',
    'https:evil.test',
    'view-source:https://a.test',
  ];
  const texts = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<iframe src="https://evil.test"></iframe>',
    '<style>@import url(https://evil.test)</style>',
    '<div\nonclick=alert(1)>x</div>',
    '<!--><img src=x onerror=alert(1)>-->',
    '`<img src=x onerror=alert(1)>`',
    '``` "><img src=x onerror=alert(1)>\nx\n```',
    '# "><img src=x onerror=alert(1)>',
    '![" onerror="alert(1)](https://evil.test/x.png)',
    `![" onerror="alert(1)](${image})`,
    `![x](${image}" onerror="alert(1))`,
    `![x](${image}?x=1)`,
    `![x](/api/article-images/../attachments/1)`,
    '[x](https://a.test/"onmouseover="alert(1))',
    "[x](<https://a.test/' onmouseover='alert(1)>)",
    '[x]: javascript:alert(1)\n\n[x]',
    '<javascript:alert(1)>',
    '<https://a.test/"onclick=alert(1)>',
    '> [!TIP]\n> <script>alert(1)</script>',
    '> [!TIP"><script>alert(1)</script>]\n> x',
    '| <img src=x onerror=alert(1)> |\n| --- |\n| <script>alert(1)</script> |',
    '- <img src=x onerror=alert(1)>',
    '[<img src=x onerror=alert(1)>](https://a.test)',
    '&lt;script&gt;alert(1)&lt;/script&gt;',
    '&#60;script&#62;alert(1)&#60;/script&#62;',
    '\\<script>alert(1)\\</script>',
    '<scr<script>ipt>alert(1)</scr</script>ipt>',
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
    '**<b onmouseover=alert(1)>**',
  ];
  const payloads = [
    ...texts,
    ...urls.flatMap((url) => [`[x](${url})`, `[x](<${url}>)`, `![x](${url})`, `<${url}>`]),
  ];

  it.each(payloads)('%j becomes nothing but elements of ours', (payload) => {
    const shown = html(payload);
    for (const [tag] of shown.matchAll(/<[^>]*>/g)) expect(tag).toMatch(allowed);
    for (const [, href] of shown.matchAll(/ href="([^"]*)"/g)) {
      expect(href).toMatch(/^(https?:\/\/|mailto:|tel:|\/(?!\/)|#)/);
    }
    for (const [, src] of shown.matchAll(/ src="([^"]*)"/g)) expect(src).toBe(image);
  });
});

describe('an excerpt', () => {
  it('is words without marks, cut between two', () => {
    const text = excerptOf(
      `# Title\n\n> [!NOTE]\n> Some **bold** [link](/x).\n\n${'word '.repeat(80)}`,
    );
    expect(text).toMatch(/^Some bold link\. word/);
    expect(text.length).toBeLessThanOrEqual(161);
    expect(text.endsWith('word…')).toBe(true);
  });
});
