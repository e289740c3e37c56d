import { z } from 'zod';
import type { Scope } from '@/access/scope';
import { HeardEvents } from '@/audit/heard-events';
import { locales } from '@/i18n/locales';
import { brandImageKinds } from './brand-image-kinds';
import { entitlementNames } from './entitlement-names';
import { audiences, type SectionName, sectionDefaults } from './sections';

/** Who has a section; who was selected stands in `section_members`. */
const audienceOf = (section: SectionName) =>
  z.object({ audience: z.enum(audiences).default(sectionDefaults[section]) });

const FooterLink = z.object({
  url: z.string().max(500),
  labels: z.partialRecord(z.enum(locales), z.string().max(60)),
});
export type FooterLink = z.infer<typeof FooterLink>;

/** What a tenant chose under each key; a missing row means the default. */
export const settingShapes = {
  branding: z.object({
    /** `#rrggbb`; the screens correct its contrast. */
    colour: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i)
      .default('#2563eb'),
    supportContact: z.string().max(200).default(''),
    /** On the sign-in page, by language. */
    welcomeTexts: z.partialRecord(z.enum(locales), z.string().max(500)).default({}),
    /** Below every page of the portal. */
    footerLinks: z.array(FooterLink).max(5).default([]),
    /** By kind; the bytes stand in `brand_images`. */
    images: z
      .partialRecord(
        z.enum(brandImageKinds),
        z.object({ id: z.uuid(), width: z.int(), height: z.int() }),
      )
      .default({}),
  }),
  tickets: z.object({
    /** `withinDays` counts from the closing. */
    reopen: z
      .union([z.enum(['always', 'never']), z.object({ withinDays: z.int().min(1).max(365) })])
      .default('always'),
  }),
  /** What contacts may do with default fields of tickets, where it was changed (`fields` says more). */
  ticketFields: z.object({
    portal: z.record(z.string(), z.enum(['editable', 'readOnly', 'hidden'])).default({}),
  }),
  welcomeMail: z.object({
    enabled: z.boolean().default(true),
    /** `link` is the safer default: the mail carries a one-time link instead of the password. */
    carries: z.enum(['password', 'link']).default('password'),
  }),
  /** Of every mail. Empty: the tenant's name, and the support contact where that is an address. */
  mailSender: z.object({
    name: z.string().max(80).default(''),
    replyTo: z.string().max(254).default(''),
    /** An address of the tenant's own that mails come from once its domain is proven; empty: ours. */
    from: z.string().max(254).default(''),
  }),
  signIn: z.object({
    /** Whether contacts may have a link mailed to them that signs in once. */
    link: z.boolean().default(true),
  }),
  technicianSignIn: z.object({
    /** Since when every technician must have a second factor; null where they may go without. */
    secondFactorSince: z.iso.datetime().nullable().default(null),
  }),
  /** Of the operator's grants: what they decided, and what was asked for (`entitlements.ts`). */
  entitlements: z.object({
    granted: z.partialRecord(z.enum(entitlementNames), z.boolean()).default({}),
    requested: z
      .partialRecord(z.enum(entitlementNames), z.object({ at: z.iso.datetime(), by: z.string() }))
      .default({}),
  }),
  satisfaction: z.object({
    /** Whom a mail asks how it went once their ticket has ended: of `selected` companies, or all. */
    audience: z.enum(['nobody', 'everyone', 'selected']).default('nobody'),
    companyIds: z.array(z.uuid()).max(200).default([]),
    /** So long after the ticket has ended. */
    delayHours: z.int().min(0).max(168).default(24),
    /** One contact is not asked again for so many days. */
    everyDays: z.int().min(0).max(365).default(14),
  }),
  /** What the webhooks that are on want to hear of, together. */
  webhooks: HeardEvents,
  'section.ticketing': audienceOf('ticketing'),
  'section.knowledgeBase': audienceOf('knowledgeBase'),
  'section.assistant': audienceOf('assistant'),
  'section.selfService': audienceOf('selfService'),
} as const;

export type SettingKey = keyof typeof settingShapes;
export type Setting<K extends SettingKey> = z.infer<(typeof settingShapes)[K]>;
/** Of the sections a session brings what its contact has, and nothing else (`section-facts.ts`). */
export type SessionSettingKey = Exclude<SettingKey, `section.${SectionName}`>;

/** The tenant's choice under `key`, as it came with the session: no query. */
export function setting<K extends SessionSettingKey>(
  scope: Pick<Scope, 'settings'>,
  key: K,
): Setting<K> {
  const shape = settingShapes[key];
  const parsed = shape.safeParse(scope.settings[key] ?? {});
  return (parsed.success ? parsed.data : shape.parse({})) as Setting<K>;
}
