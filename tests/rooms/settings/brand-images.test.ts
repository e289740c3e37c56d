import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { brandImagesOf } from '@/settings/brand-images';
import { openBrandImage } from '@/settings/open-brand-image';
import { removeBrandImage, saveBrandImage } from '@/settings/save-brand-image';
import { freshDatabase } from '~tests/setup/fresh-database';
import { refusalOf, withAudit } from '~tests/setup/proofs';
import { asApiKey, asContact, asTechnician, makeTenant, nextRequest } from '~tests/setup/tenants';

await freshDatabase();
const tenant = await makeTenant();
const admin = await asTechnician(tenant, 'admin');
const other = await asTechnician(await makeTenant('Other IT'), 'admin');

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: '#2563eb' } });
const png = await picture(1000, 200).png().toBuffer();

describe('a picture of the brand', () => {
  it('is drawn anew in our size, without what else was in the file', async () => {
    const secret = 'Somebody’s <script>alert(1)</script>';
    const given = await picture(1000, 200)
      .withExif({ IFD0: { Copyright: secret } })
      .jpeg()
      .toBuffer();
    const polyglot = Buffer.concat([given, Buffer.from('<script>alert(2)</script>')]);
    const { result, entries } = await withAudit(tenant, () =>
      saveBrandImage(admin, { kind: 'logo', bytes: polyglot }),
    );
    expect(result).toMatchObject({ width: 480, height: 96 });
    expect(entries).toMatchObject([
      { event: 'settings.brandImageChanged', subjectId: 'logo', after: { image: result.id } },
    ]);
    const { mediaType, bytes } = await openBrandImage(admin, result.id);
    expect(mediaType).toBe('image/png');
    expect(bytes.toString('latin1')).not.toContain('script');
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 480 });
    expect(brandImagesOf(await nextRequest(admin)).logo).toEqual(result);
  });

  it('of each kind has its own size', async () => {
    const sizes = [];
    for (const kind of ['logoDark', 'favicon', 'social'] as const) {
      const { width, height } = await saveBrandImage(admin, { kind, bytes: png });
      sizes.push([kind, width, height]);
    }
    expect(sizes).toEqual([
      ['logoDark', 480, 96],
      ['favicon', 96, 96],
      ['social', 1200, 630],
    ]);
    const small = await picture(40, 20).webp().toBuffer();
    const logo = await saveBrandImage(admin, { kind: 'logo', bytes: small });
    expect(logo).toMatchObject({ width: 40, height: 20 });
  });

  it('takes the place of the one before, under an id of its own', async () => {
    const first = await saveBrandImage(admin, { kind: 'logo', bytes: png });
    const second = await saveBrandImage(admin, { kind: 'logo', bytes: png });
    expect(await refusalOf(openBrandImage(admin, first.id))).toMatchObject({ status: 404 });
    const { events } = await withAudit(tenant, () => removeBrandImage(admin, { kind: 'logo' }));
    expect(events).toEqual(['settings.brandImageRemoved']);
    expect(await refusalOf(openBrandImage(admin, second.id))).toMatchObject({ status: 404 });
    expect(brandImagesOf(await nextRequest(admin))).not.toHaveProperty('logo');
    const again = await withAudit(tenant, () => removeBrandImage(admin, { kind: 'logo' }));
    expect(again.events).toEqual([]);
  });

  it('uploaded twice at once is there once', async () => {
    await Promise.all([1, 2, 3].map(() => saveBrandImage(admin, { kind: 'social', bytes: png })));
    const { social } = brandImagesOf(await nextRequest(admin));
    expect((await openBrandImage(admin, social!.id)).mediaType).toBe('image/jpeg');
  });

  it('that is a drawing, no picture, damaged, huge or too heavy is refused', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    const bomb = await picture(5000, 4000).png().toBuffer();
    const cases: [Buffer, string, number][] = [
      [Buffer.from(svg), 'brand.forbiddenType', 415],
      [Buffer.from(`\ufeff<?xml version="1.0"?>${svg}`), 'brand.forbiddenType', 415],
      [Buffer.from('GIF89a'), 'brand.forbiddenType', 415],
      [Buffer.from('<html>'), 'brand.forbiddenType', 415],
      [Buffer.alloc(0), 'attachments.empty', 422],
      [png.subarray(0, png.length / 2), 'brand.unreadable', 422],
      [Buffer.concat([png.subarray(0, 8), Buffer.from(svg)]), 'brand.unreadable', 422],
      [bomb, 'brand.unreadable', 422],
      [Buffer.concat([png, Buffer.alloc(1024 * 1024)]), 'brand.tooLarge', 413],
    ];
    for (const [bytes, key, status] of cases) {
      const refusal = await refusalOf(saveBrandImage(admin, { kind: 'logo', bytes }));
      expect(refusal).toMatchObject({ key, status });
    }
    expect(bomb.length).toBeLessThan(1024 * 1024);
  });

  it('of another tenant is not found, and stays when ours goes', async () => {
    const theirs = await saveBrandImage(other, { kind: 'favicon', bytes: png });
    expect(await refusalOf(openBrandImage(admin, theirs.id))).toMatchObject({ status: 404 });
    expect(await refusalOf(openBrandImage(admin, 'favicon'))).toMatchObject({ status: 404 });
    await removeBrandImage(admin, { kind: 'favicon' });
    expect((await openBrandImage(other, theirs.id)).mediaType).toBe('image/png');
  });

  it('is the admins’ alone', async () => {
    const strangers = [
      await asTechnician(tenant),
      await asApiKey(tenant, ['settings:read', 'tickets:write']),
      (await asContact(tenant)) as never,
    ];
    for (const scope of strangers) {
      const refused = [
        await refusalOf(saveBrandImage(scope, { kind: 'logo', bytes: png })),
        await refusalOf(removeBrandImage(scope, { kind: 'social' })),
      ];
      expect(refused.map(({ status }) => status)).toEqual([403, 403]);
    }
  });
});
