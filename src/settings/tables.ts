import {
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, instant, rowId, tenantId } from '@/access/tenant-columns';

/** A tenant's choices, one row a key; the owner of a key parses its value. */
export const settings = pgTable(
  'settings',
  {
    tenantId: tenantId(),
    key: text('key').notNull(),
    value: jsonb('value').notNull(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.key] })],
);

/**
 * The contacts and companies that were chosen for a section of the portal: they have it while its
 * audience is `selected`. Without foreign keys, because people live above this room, which is told
 * when somebody goes (`forgetMembers`).
 */
export const sectionMembers = pgTable(
  'section_members',
  {
    tenantId: tenantId(),
    /** A contact's or a company's id. */
    memberId: uuid('member_id').notNull(),
    section: text('section').notNull(),
    kind: text('kind', { enum: ['contact', 'company'] }).notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.section] }),
    index('section_members_of').on(t.tenantId, t.section, t.kind),
  ],
);

/** A sentence at the top of the portal, for a time, for some companies or for all. */
export const announcements = pgTable(
  'announcements',
  {
    tenantId: tenantId(),
    id: rowId(),
    /** Language → text. */
    texts: jsonb('texts').$type<Record<string, string>>().notNull(),
    tone: text('tone', { enum: ['info', 'warning', 'danger'] })
      .notNull()
      .default('info'),
    /** Empty: everybody. */
    companyIds: uuid('company_ids').array().notNull(),
    onSignIn: boolean('on_sign_in').notNull().default(true),
    startsAt: instant('starts_at').notNull().defaultNow(),
    /** Null: until it is taken down. */
    endsAt: instant('ends_at'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('announcements_time').on(t.tenantId, t.startsAt),
  ],
);

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** Logo, favicon and social image, re-encoded by us; a few dozen kilobytes each. */
export const brandImages = pgTable(
  'brand_images',
  {
    tenantId: tenantId(),
    id: rowId(),
    kind: text('kind', { enum: ['logo', 'logoDark', 'favicon', 'social'] }).notNull(),
    mediaType: text('media_type').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    bytes: bytea('bytes').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('brand_images_kind').on(t.tenantId, t.kind),
  ],
);
