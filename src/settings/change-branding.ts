import 'server-only';
import { z } from 'zod';
import { inTransaction } from '@/access/in-transaction';
import { refuseUnlessPermitted } from '@/access/permission';
import type { Scope, Staff } from '@/access/scope';
import { record } from '@/audit/record';
import { locales } from '@/i18n/locales';
import { saveTenant } from '@/tenants/save-tenant';
import { settingsCan } from './policy';
import { saveSetting } from './save-setting';
import type { Setting } from './tenant-settings';

/** Words by language; a language left empty has none. */
const words = (most: number) =>
  z
    .partialRecord(z.enum(locales), z.string().trim().max(most))
    .transform((given) => Object.fromEntries(Object.entries(given).filter(([, text]) => text)));

const FooterLink = z.object({
  /** Whole and by HTTPS: nothing that a script could be in. */
  url: z.string().trim().max(500).refine(isHttps, { message: 'fields.httpsUrl' }),
  labels: words(60).refine((labels) => Object.keys(labels).length > 0, {
    message: 'fields.oneLanguage',
  }),
});

export const ChangeBranding = z.object({
  /** What the portal, its pages' titles and mails call the tenant. */
  name: z.string().trim().min(1, { message: 'fields.required' }).max(80).optional(),
  /** `#rrggbb`; the screens correct its contrast themselves. */
  colour: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^#[0-9a-f]{6}$/, { message: 'fields.colour' })
    .optional(),
  /** One line for contacts who can't sign in: a number, an address. Empty: none. */
  supportContact: z.string().trim().max(200).optional(),
  /** On the sign-in page. */
  welcomeTexts: words(500).optional(),
  footerLinks: z.array(FooterLink).max(5).optional(),
});

/** The brand with the tenant's name, as the screens and the API show it. */
export type Brand = Setting<'branding'> & { name: string };

/** Changes how the portal looks, from the next request of everybody. What is left out stays. */
export async function changeBranding(
  scope: Scope<Staff>,
  { name, ...change }: z.output<typeof ChangeBranding>,
): Promise<{ before: Brand; after: Brand }> {
  refuseUnlessPermitted(settingsCan.change(scope));
  return inTransaction(scope, async (tx) => {
    const look = await saveSetting(tx, scope, 'branding', change);
    const { name: nameBefore } = await saveTenant(tx, scope.tenant, { name });
    const before = { name: nameBefore, ...look.before };
    const after = { name: name ?? nameBefore, ...look.after };
    await record(tx, scope, 'settings.brandingChanged', 'branding', {
      before: forTheLog(before),
      after: forTheLog(after),
    });
    return { before, after };
  });
}

/** Texts that people wrote stay out of the log: only in which languages they stand. */
function forTheLog({ welcomeTexts, footerLinks, images: _, ...brand }: Brand) {
  return {
    ...brand,
    welcomeTexts: Object.keys(welcomeTexts),
    footerLinks: footerLinks.map(({ url }) => url),
  };
}

function isHttps(text: string): boolean {
  if (!/^https:\/\/[^\s\\]+$/i.test(text)) return false;
  const url = URL.parse(text);
  return url?.hostname.includes('.') === true && !url.username && !url.password;
}
