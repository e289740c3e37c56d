import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Scope, Staff } from '@/access/scope';
import { fitPicture } from '@/knowledge/images/fit-picture';
import { openArticleImage } from '@/knowledge/images/open-article-image';
import { storeArticleImage } from '@/knowledge/images/store-article-image';
import { signedOutReader } from '@/knowledge/reader';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { asContact, asTechnician, makeTenant } from '~tests/setup/tenants';
import { makeArticle, makeDraft } from './articles';

await freshDatabase();

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const of = (bytes: Uint8Array) => Readable.from([bytes]);

describe('a picture of an article', () => {
  it('is seen by whoever reads the article, and by nobody else', async () => {
    const tenant = await makeTenant();
    const technician = await asTechnician(tenant);
    const contact = await asContact(tenant);
    const shown = await makeArticle(technician);
    const hidden = await makeDraft(technician);
    const store = (articleId: string) =>
      storeArticleImage(technician, { articleId, fileName: 'a.png', bytes: of(png) });
    const { result, events } = await withAudit(tenant, () => store(shown.id));
    expect(events).toEqual(['article.imageStored']);
    expect(result.path).toBe(`/api/article-images/${result.id}`);
    const opened = await openArticleImage(contact, result.id);
    expect(opened.mediaType).toBe('image/png');
    expect(Buffer.concat(await opened.stream.toArray())).toEqual(png);
    const secret = await store(hidden.id);
    expect((await openArticleImage(technician, secret.id)).size).toBe(png.length);
    const elsewhere = await asTechnician(await makeTenant());
    for (const [reader, id] of [
      [contact, secret.id],
      [signedOutReader(contact), result.id],
      [elsewhere, result.id],
      [contact, 'no-id'],
    ] as const) {
      expect((await refusalOf(openArticleImage(reader, id))).status).toBe(404);
    }
  });

  it('is refused from contacts, for foreign articles, and what is no picture', async () => {
    const tenant = await makeTenant();
    const technician = await asTechnician(tenant);
    const { id: articleId } = await makeDraft(technician);
    const store = (scope: Scope<Staff>, bytes: Uint8Array, fileName = 'a.png') =>
      storeArticleImage(scope, { articleId, fileName, bytes: of(bytes) });
    const contact = (await asContact(tenant)) as unknown as Scope<Staff>;
    expect((await refusalOf(store(contact, png))).status).toBe(403);
    const elsewhere = await asTechnician(await makeTenant());
    expect((await refusalOf(store(elsewhere, png))).status).toBe(404);
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
    expect((await refusalOf(store(technician, svg, 'a.png'))).status).toBe(415);
    expect((await refusalOf(store(technician, png, 'a.svg'))).status).toBe(415);
    expect((await refusalOf(store(technician, Buffer.from('hello')))).status).toBe(415);
    expect((await refusalOf(store(technician, Buffer.alloc(0)))).status).toBe(422);
    const large = Buffer.concat([png, Buffer.alloc(10 * 1024 * 1024)]);
    expect((await refusalOf(store(technician, large))).status).toBe(413);
  });

  it('is drawn anew where it is large or says where it was taken, and is itself otherwise', async () => {
    const { default: sharp } = await import('sharp');
    const blank = (width: number) =>
      sharp({ create: { width, height: 100, channels: 3, background: '#fff' } });
    const taken = { IFD3: { GPSLatitudeRef: 'N' } };
    const wide = await fitPicture(await blank(5_000).png().toBuffer(), 'image/png');
    expect(await sharp(wide).metadata()).toMatchObject({ width: 2_000, format: 'png' });
    const photo = await blank(300).withExif(taken).jpeg().toBuffer();
    expect((await sharp(photo).metadata()).exif).toBeDefined();
    const clean = await sharp(await fitPicture(photo, 'image/jpeg')).metadata();
    expect([clean.width, clean.format, clean.exif]).toEqual([300, 'jpeg', undefined]);
    const small = await blank(300).png().toBuffer();
    expect(await fitPicture(small, 'image/png')).toBe(small);
    expect(await fitPicture(png, 'image/png')).toBe(png);
  });
});
