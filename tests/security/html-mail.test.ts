import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mailDocument, mailPolicy } from '@/app/_mail/mail-document';
import { allowedAttributes, allowedTags } from '@/notifications/inbound/html/allowed-html';
import { showApart } from '@/notifications/inbound/read-apart';
import { journey } from '~tests/setup/browser';
import { buildMailReader } from '~tests/setup/mail-reader';
import { type Played, playHtml } from './play-html';
import { xssPayloads } from './xss-payloads';

/** Threat 20: each payload is the HTML of a mail, taken apart and shown as every mail is. */

let folder: string;
let documents: { name: string; html: string }[];

beforeAll(async () => {
  await buildMailReader();
  folder = await mkdtemp(path.join(tmpdir(), 'mails-'));
  documents = [];
  for (const { name, text } of xssPayloads) documents.push({ name, html: await shown(text) });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** As the route answers for a technician; without pictures of other servers. */
async function shown(html: string): Promise<string> {
  const file = path.join(folder, 'mail.eml');
  const body = Buffer.from(html).toString('base64');
  const head = 'From: a@x.test\r\nSubject: Hi\r\nMIME-Version: 1.0\r\nContent-Type: text/html; ';
  await writeFile(file, `${head}charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${body}`);
  const order = { pictures: {}, remote: false, quotes: 'fold', quoteLabel: 'Earlier' } as const;
  const answer = await showApart(file, order);
  if (!('shown' in answer) || !answer.shown) throw new Error(`not shown: ${html}`);
  const facts = { language: 'en', title: 'Hi', theme: undefined, told: [] };
  return mailDocument({ ...facts, html: answer.shown.html });
}

const guilty = (played: readonly Played[]) =>
  played.filter(({ deeds }) => deeds.size > 0).map(({ name, deeds }) => [name, ...deeds]);

journey('hostile HTML of a mail', () => {
  it('there is enough of it, and no two are the same', () => {
    expect(xssPayloads.length).toBeGreaterThanOrEqual(150);
    expect(new Set(xssPayloads.map(({ text }) => text)).size).toBe(xssPayloads.length);
  });

  it('runs and fetches nothing, with neither a policy nor a sandbox to stop it', async () => {
    const played = await playHtml(documents);
    expect(guilty(played)).toEqual([]);
    const allowed = new Set<string>([
      ...[...allowedTags, 'details', 'summary'],
      ...Object.entries(allowedAttributes).flatMap(([tag, names]) =>
        (tag === '*' ? [...allowedTags, 'details'] : [tag]).flatMap((one) =>
          names.map((name) => `${one}@${name}`),
        ),
      ),
      'details@open',
    ]);
    const strange = played.flatMap(({ name, built }) =>
      [...built].filter((one) => !allowed.has(one)).map((one) => `${name}: ${one}`),
    );
    expect(strange).toEqual([]);
    expect(played.filter(({ built }) => built.size > 0)).toHaveLength(xssPayloads.length);
  });

  it('runs and fetches nothing as it is served', async () => {
    const headers = { 'Content-Security-Policy': mailPolicy({ remote: false }) };
    const sandbox = 'allow-same-origin allow-popups allow-popups-to-escape-sandbox';
    const served = documents.map((one) => ({ ...one, headers, sandbox }));
    expect(guilty(await playHtml(served))).toEqual([]);
  });

  it('would do so otherwise: this suite can fail', async () => {
    const raw = xssPayloads.map(({ name, text }) => ({ name, html: text }));
    const played = await playHtml(raw);
    const did = (deed: RegExp) =>
      played.filter(({ deeds }) => [...deeds].some((one) => deed.test(one))).length;
    expect(did(/^ran/)).toBeGreaterThan(100);
    expect(did(/^asked for .*x\.test/)).toBeGreaterThan(40);
  });
});
