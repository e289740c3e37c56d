import 'server-only';
import { z } from 'zod';
import type { ApiKey, Scope } from '@/access/scope';
import { locales } from '@/i18n/locales';
import { requirePeople } from '@/people/require-people';
import { type BrandImage, brandImagePath } from '@/settings/brand-image-kinds';
import { BrandImageKind } from '@/settings/brand-images';
import { type Brand, ChangeBranding, changeBranding } from '@/settings/change-branding';
import { ChangeSection, changeSection } from '@/settings/change-section';
import { entitlementNames } from '@/settings/entitlement-names';
import { readEntitlements } from '@/settings/entitlements';
import { readSections } from '@/settings/read-sections';
import { removeBrandImage, saveBrandImage } from '@/settings/save-brand-image';
import { audiences, sectionNames } from '@/settings/sections';
import { setting } from '@/settings/tenant-settings';
import { readPortal } from '@/tenants/read-portal';
import { consoleUrl, portalUrl } from '@/tenants/urls';
import { operation } from '../_door/operation';

const byLanguage = z.partialRecord(z.enum(locales), z.string()).describe('Text by language');

const Branding = z
  .object({
    name: z.string().describe('What pages and mails call the tenant'),
    colour: z.string().describe('`#rrggbb`; screens correct its contrast'),
    supportContact: z.string().describe('One line for contacts who can’t sign in'),
    welcomeTexts: byLanguage.describe('On the sign-in page, by language'),
    footerLinks: z.array(z.object({ url: z.string(), labels: byLanguage })),
    images: z
      .partialRecord(BrandImageKind, z.object({ url: z.url(), width: z.int(), height: z.int() }))
      .describe('Ours, drawn anew from what was uploaded'),
  })
  .meta({ id: 'Branding' });

const SectionAudience = z
  .object({
    audience: z.enum(audiences),
    contactIds: z.array(z.uuid()),
    companyIds: z.array(z.uuid()),
  })
  .meta({ id: 'SectionAudience' });

export const readPortalOperation = operation({
  method: 'GET',
  path: '/portal',
  summary: 'Read the portal’s addresses, brand and sections',
  scope: 'settings:read',
  status: 200,
  answer: z
    .object({
      name: z.string(),
      url: z.url().describe('What contacts open and mails name'),
      consoleUrl: z.url(),
      defaultLanguage: z.enum(locales),
      timeZone: z.string(),
      branding: Branding,
      sections: z.record(z.enum(sectionNames), SectionAudience),
      entitlements: z
        .record(z.enum(entitlementNames), z.boolean())
        .describe('What the operator of the installation has granted'),
    })
    .meta({ id: 'Portal' }),
  run: async (scope) => ({
    name: scope.tenant.name,
    ...(await readPortal(scope)),
    consoleUrl: consoleUrl(scope.tenant),
    branding: shownBrand(scope, { name: scope.tenant.name, ...setting(scope, 'branding') }),
    sections: await readSections(scope),
    entitlements: Object.fromEntries(
      readEntitlements(scope).map(({ name, granted }) => [name, granted]),
    ),
  }),
});

export const changeSectionOperation = operation({
  method: 'PATCH',
  path: '/portal/sections/{section}',
  summary: 'Change who has a section of the portal',
  description:
    'It holds at everybody’s next request. What is left out stays. `assistant` and `selfService` answer 403 `entitlement_required` where the operator has not granted them.',
  scope: 'settings:write',
  params: z.object({ section: z.enum(sectionNames) }),
  body: ChangeSection.omit({ section: true }),
  status: 200,
  answer: SectionAudience,
  run: async (scope, { params, body }) => {
    await requirePeople(scope, body);
    return changeSection(scope, { ...body, ...params });
  },
});

export const changeBrandingOperation = operation({
  method: 'PATCH',
  path: '/portal/branding',
  summary: 'Change how the portal looks',
  scope: 'settings:write',
  body: ChangeBranding,
  status: 200,
  answer: Branding,
  run: async (scope, { body }) => shownBrand(scope, (await changeBranding(scope, body)).after),
});

export const uploadBrandImageOperation = operation({
  method: 'POST',
  path: '/portal/branding/images',
  summary: 'Set a picture of the brand',
  description:
    'A PNG, JPEG or WebP picture. It is drawn anew in the size that is shown; SVG is refused.',
  scope: 'settings:write',
  body: z.object({
    kind: BrandImageKind,
    data: z.base64().max(1_048_000).describe('The file in Base64'),
  }),
  status: 201,
  answer: z.object({
    kind: BrandImageKind,
    url: z.url(),
    width: z.int(),
    height: z.int(),
  }),
  run: async (scope, { body: { kind, data } }) => {
    const image = await saveBrandImage(scope, { kind, bytes: Buffer.from(data, 'base64') });
    return { kind, ...shownImage(scope, image) };
  },
});

export const removeBrandImageOperation = operation({
  method: 'DELETE',
  path: '/portal/branding/images/{kind}',
  summary: 'Remove a picture of the brand',
  scope: 'settings:write',
  params: z.object({ kind: BrandImageKind }),
  status: 204,
  run: (scope, { params }) => removeBrandImage(scope, params),
});

function shownBrand(scope: Scope<ApiKey>, { images, ...brand }: Brand) {
  const shown = Object.entries(images).map(([kind, image]) => [kind, shownImage(scope, image)]);
  return { ...brand, images: Object.fromEntries(shown) };
}

function shownImage({ tenant }: Scope<ApiKey>, { id, width, height }: BrandImage) {
  return { url: portalUrl(tenant, brandImagePath(id)), width, height };
}
