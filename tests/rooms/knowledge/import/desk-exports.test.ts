import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { openArchive } from '@/knowledge/import/open-archive';
import { readArchive } from '@/knowledge/import/read-archive';
import { addressResolver } from '@/knowledge/import/resolve-address';
import { refusalOf } from '~tests/setup/proofs';
import { folderOf, zipOf } from '~tests/setup/zip-of';

const scope = { tenant: { defaultLanguage: 'en' } } as Parameters<typeof readArchive>[0];

async function read(files: Record<string, unknown>) {
  const texts = Object.entries(files).map(([name, data]) => [
    name,
    typeof data === 'string' ? data : JSON.stringify(data),
  ]);
  const archive = await openArchive(Readable.from([folderOf(Object.fromEntries(texts))]));
  try {
    return { archive, knowledge: await readArchive(scope, archive) };
  } finally {
    await archive.close();
  }
}

/** As `GET /api/v2/help_center/…` answers, shortened; made by hand after its documentation. */
const zendesk = {
  'categories.json': {
    categories: [
      {
        id: 1,
        name: 'Mail',
        locale: 'en-us',
        source_locale: 'en-us',
        position: 0,
        description: '',
      },
    ],
    count: 1,
    next_page: null,
  },
  'sections.json': {
    sections: [
      {
        id: 10,
        name: 'Outlook',
        category_id: 1,
        parent_section_id: null,
        locale: 'en-us',
        position: 0,
      },
      { id: 11, name: 'Deep', category_id: 1, parent_section_id: 10, locale: 'en-us', position: 1 },
    ],
  },
  'articles-1.json': {
    articles: [
      {
        id: 360001,
        title: 'Set up Outlook',
        body: '<p>See <a href="https://msp.zendesk.com/hc/en-us/articles/360002-Printers">printers</a>.</p><p><img src="https://msp.zendesk.com/hc/article_attachments/5/shot.png"></p>',
        locale: 'en-us',
        source_locale: 'en-us',
        section_id: 11,
        draft: false,
        user_segment_id: null,
        label_names: ['mail'],
        html_url: 'https://msp.zendesk.com/hc/en-us/articles/360001',
      },
    ],
  },
  'articles-2.json': {
    articles: [
      {
        id: 360002,
        title: 'Printers',
        body: '<p>Off</p>',
        locale: 'en-us',
        section_id: 10,
        draft: true,
        user_segment_id: 77,
        label_names: [],
      },
    ],
  },
  'translations.json': {
    translations: [
      {
        id: 1,
        source_id: 360001,
        source_type: 'Article',
        locale: 'de',
        title: 'Outlook einrichten',
        body: '<p>So</p>',
        draft: false,
        outdated: true,
      },
      {
        id: 2,
        source_id: 360001,
        source_type: 'Article',
        locale: 'nl',
        title: 'Instellen',
        body: '<p>Zo</p>',
      },
      {
        id: 3,
        source_id: 10,
        source_type: 'Section',
        locale: 'de',
        title: 'Outlook-Hilfe',
        body: '',
      },
    ],
  },
  'attachments/shot.png': 'png',
};

it('reads what Zendesk lists: categories, sections, articles and their translations', async () => {
  const { archive, knowledge } = await read(zendesk);
  const [first, second] = knowledge.articles;
  expect(knowledge.source).toBe('zendesk');
  expect(first).toMatchObject({
    key: '360001',
    audience: 'everyone',
    wasPublished: true,
    categories: [{ en: 'Mail' }, { en: 'Outlook', de: 'Outlook-Hilfe' }, { en: 'Deep' }],
    notices: [{ kind: 'tagsIgnored', detail: 'mail' }],
  });
  expect(
    first?.texts.map(({ language, title, isOutdated }) => [language, title, isOutdated]),
  ).toEqual([
    ['en', 'Set up Outlook', false],
    ['de', 'Outlook einrichten', true],
  ]);
  expect(second).toMatchObject({
    audience: 'technicians',
    wasPublished: false,
    notices: [{ kind: 'audienceClosed' }],
  });
  expect(knowledge.skipped).toEqual([{ path: '360001 · Instellen', reason: 'languageUnknown' }]);
  const resolve = addressResolver(archive, knowledge);
  const to = (address: string) => resolve(first!.texts[0]!, address);
  expect(to('https://msp.zendesk.com/hc/en-us/articles/360002-Printers')).toEqual({
    kind: 'text',
    place: 'en 360002',
    hash: '',
  });
  expect(to('https://msp.zendesk.com/hc/article_attachments/5/shot.png')).toEqual({
    kind: 'image',
    path: 'attachments/shot.png',
  });
  expect(to('https://elsewhere.test/')).toEqual({ kind: 'kept' });
});

it('takes an article of which a translation is a draft in Zendesk for none that is out', async () => {
  const article = { id: 1, title: 'Mail', body: '<p>x</p>', locale: 'en' };
  const translation = { source_id: 1, source_type: 'Article', title: 'Post', body: '<p>x</p>' };
  for (const [locale, marks, wasPublished] of [
    ['de', {}, true],
    ['de', { draft: true }, false],
    ['de', { hidden: true }, false],
    ['nl', { draft: true }, true],
  ] as const) {
    const { knowledge } = await read({
      'articles.json': { articles: [{ ...article, draft: false }] },
      'translations.json': { translations: [{ ...translation, locale, ...marks }] },
    });
    expect(knowledge.articles).toMatchObject([{ wasPublished }]);
  }
});

it('opens no article to everyone that Zendesk shows to some segments', async () => {
  const article = { id: 1, title: 'Mail', body: '<p>x</p>', locale: 'en', user_segment_id: null };
  const { knowledge } = await read({
    'articles.json': { articles: [{ ...article, user_segment_ids: [7, 8] }] },
  });
  expect(knowledge.articles).toMatchObject([{ audience: 'technicians' }]);
});

/** As `GET /api/v2/solutions/…` answers: bare lists. */
const freshdesk = {
  'categories.json': [{ id: 5, name: 'General', description: null, visible_in_portals: [1] }],
  'folders.json': [
    { id: 50, name: 'Getting started', visibility: 2, category_id: 5 },
    { id: 51, name: 'Staff', visibility: 3, category_id: 5 },
    { id: 52, name: 'Some', visibility: 4, category_id: 5, company_ids: [9] },
  ],
  'articles.json': [
    {
      id: 500,
      title: 'Welcome',
      description: '<h2>Hi</h2><p>There</p>',
      folder_id: 50,
      category_id: 5,
      status: 2,
      tags: ['a'],
      type: 1,
    },
    {
      id: 501,
      title: 'Inside',
      description: '<p>x</p>',
      folder_id: 51,
      category_id: 5,
      status: 1,
      tags: [],
    },
    {
      id: 502,
      title: 'For some',
      description: '<p>x</p>',
      folder_id: 52,
      category_id: 5,
      status: 2,
      tags: [],
    },
  ],
};

it('reads what Freshdesk lists: categories, folders with their readers, articles', async () => {
  const { knowledge } = await read(freshdesk);
  expect(knowledge.source).toBe('freshdesk');
  expect(
    knowledge.articles.map(({ audience, wasPublished, categories, notices }) => [
      audience,
      wasPublished,
      categories.map(({ en }) => en),
      notices.map(({ kind }) => kind),
    ]),
  ).toEqual([
    ['contacts', true, ['General', 'Getting started'], ['tagsIgnored']],
    ['technicians', false, ['General', 'Staff'], []],
    ['technicians', true, ['General', 'Some'], ['audienceClosed']],
  ]);
  expect(knowledge.articles[0]?.texts[0]?.body).toBe('## Hi\n\nThere');
});

it.each(['body', 'description'])(
  'refuses more articles than there may be, whatever their %s says',
  async (text) => {
    const articles = Array.from({ length: 5_001 }, (_, id) => ({
      ...{ id, title: 'One', locale: 'en', [text]: '<p>x</p>' },
    }));
    const refusal = await refusalOf(read({ 'articles.json': { articles } }));
    expect([refusal.status, refusal.key]).toEqual([413, 'articleImport.tooManyArticles']);
  },
);

it('refuses more pages and lists than the memory is to hold, and takes as many pictures', async () => {
  const large = (ending: string) =>
    Array.from({ length: 160 }, (_, at) => ({
      ...{ name: `${at}.${ending}`, data: 'x', saysSize: 1024 * 1024 },
    }));
  for (const ending of ['md', 'html', 'json']) {
    const archive = await openArchive(Readable.from([zipOf(large(ending))]));
    const refusal = await refusalOf(readArchive(scope, archive));
    expect([refusal.status, refusal.key]).toEqual([413, 'articleImport.unpacksTooLarge']);
    await archive.close();
  }
  const pictures = [...large('png'), { name: 'a.md', data: 'Hello' }];
  const archive = await openArchive(Readable.from([zipOf(pictures)]));
  expect((await readArchive(scope, archive)).articles).toHaveLength(1);
  await archive.close();
});
