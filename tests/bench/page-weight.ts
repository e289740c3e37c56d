import { visit } from '~tests/setup/visit';

export interface Weight {
  page: string;
  html: number;
  js: number;
  css: number;
}

/**
 * What a first visit to a page loads, in bytes as they travel (compressed as our server does
 * for a browser that takes brotli): the document, its scripts, its style sheets.
 */
export async function weigh(origin: string, page: string, cookie: string): Promise<Weight> {
  const headers = { cookie, 'accept-encoding': 'gzip, deflate, br, zstd' };
  const document = await visit(origin, page, { headers });
  if (document.status !== 200) throw new Error(`${page} answers ${document.status}`);
  const plain = await visit(origin, page, { headers: { cookie } });
  // Scripts for browsers without modules: no browser that we support loads them.
  const html = plain.body.toString().replace(/<script[^>]*\bnoModule\b[^>]*>/gi, '');
  const files = (pattern: RegExp) => [
    ...new Set([...html.matchAll(pattern)].map(([, file]) => file!)),
  ];
  const size = async (list: string[]) => {
    const answers = await Promise.all(list.map((file) => visit(origin, file, { headers })));
    const bad = answers.findIndex(({ status }) => status !== 200);
    if (bad >= 0) throw new Error(`${list[bad]} answers ${answers[bad]!.status}`);
    return answers.reduce((sum, { body }) => sum + body.length, 0);
  };
  return {
    page,
    html: document.body.length,
    js: await size(files(/(?:src|href)="(\/_next\/static\/[^"]+\.js)"/g)),
    css: await size(files(/href="(\/_next\/static\/[^"]+\.css)"/g)),
  };
}
