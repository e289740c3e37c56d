import {
  bigint,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, instant, rowId, tenantId } from '@/access/tenant-columns';
import { technicians } from '@/people/tables';

/** What a technician's authenticator app and we both know; one app each. */
export const technicianTotps = pgTable(
  'technician_totps',
  {
    tenantId: tenantId(),
    technicianId: uuid('technician_id').notNull(),
    secretSealed: text('secret_sealed').notNull(),
    /** Null: begun, and no code has proved yet that the app has the secret. */
    confirmedAt: instant('confirmed_at'),
    /** The period of the last code that was taken: none of it or before is taken again. */
    lastStep: integer('last_step').notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.technicianId] }),
    foreignKey({
      columns: [t.tenantId, t.technicianId],
      foreignColumns: [technicians.tenantId, technicians.id],
    }).onDelete('cascade'),
  ],
);

/** Public keys of technicians' devices (WebAuthn). The private ones never leave the devices. */
export const passkeys = pgTable(
  'passkeys',
  {
    tenantId: tenantId(),
    id: rowId(),
    technicianId: uuid('technician_id').notNull(),
    name: text('name').notNull(),
    /** As the device names it, base64url. */
    credentialId: text('credential_id').notNull(),
    /** COSE, base64url. */
    publicKey: text('public_key').notNull(),
    /** Grows with every use, on devices that count; one that falls back is a copy. */
    signCount: bigint('sign_count', { mode: 'number' }).notNull(),
    transports: text('transports').array().notNull(),
    createdAt: createdAt(),
    lastUsedAt: instant('last_used_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({
      columns: [t.tenantId, t.technicianId],
      foreignColumns: [technicians.tenantId, technicians.id],
    }).onDelete('cascade'),
    uniqueIndex('passkeys_credential').on(t.tenantId, t.credentialId),
    index('passkeys_technician').on(t.tenantId, t.technicianId),
  ],
);

/** For the day on which the phone is gone: each opens the second step once. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    tenantId: tenantId(),
    technicianId: uuid('technician_id').notNull(),
    codeHash: text('code_hash').notNull(),
    usedAt: instant('used_at'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.technicianId, t.codeHash] }),
    foreignKey({
      columns: [t.tenantId, t.technicianId],
      foreignColumns: [technicians.tenantId, technicians.id],
    }).onDelete('cascade'),
  ],
);
