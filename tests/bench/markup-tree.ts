/** An element of a page, or a text in it. */
export type Tree = string | { tag: string; attributes: Record<string, string>; children: Tree[] };

const isVoid = /^(?:input|img|br|hr|meta|link|source|wbr)$/;

/**
 * The elements in a body that React has drawn, without scripts, styles in attributes and comments.
 * Only for what React writes: it closes every element and quotes every attribute.
 */
export function markupTree(html: string): Tree[] {
  const body = /<body[^>]*>([\s\S]*)<\/body>/.exec(html)?.[1] ?? '';
  const bare = body.replace(/<script[\s\S]*?<\/script>|<!--[\s\S]*?-->/g, '');
  const root: Exclude<Tree, string> = { tag: '', attributes: {}, children: [] };
  const open = [root];
  for (const [token, closing, tag, rest] of bare.matchAll(/<(\/?)([a-z][\w-]*)([^>]*)>|[^<]+/gi)) {
    const parent = open.at(-1)!;
    if (!tag) parent.children.push(unescaped(token));
    else if (closing) open.pop();
    else {
      const element = { tag, attributes: attributesOf(rest ?? ''), children: [] };
      parent.children.push(element);
      if (!isVoid.test(tag)) open.push(element);
    }
  }
  if (open.length !== 1) throw new Error('this is not what React writes: an element stays open');
  return root.children;
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, value] of text.matchAll(/([\w:-]+)="([^"]*)"/g)) {
    if (name === 'style' || name === 'selected') continue;
    found[name === 'class' ? 'className' : name!] = unescaped(value!);
  }
  return found;
}

function unescaped(text: string): string {
  const marks: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#x27': "'", amp: '&' };
  return text.replace(/&(lt|gt|quot|#x27|amp);/g, (_, name: string) => marks[name]!);
}
