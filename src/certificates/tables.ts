import { sql } from 'drizzle-orm';
import {
  index,
  integer,
  jsonb,
  pgSchema,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, instant, rowId, tenantId } from '@/access/tenant-columns';

/** Why something failed: a key under `domains.causes`, with its values. */
export interface Failure {
  key: string;
  values?: Record<string, string | number>;
}

export interface RenewalWindow {
  /** RFC 3339. */
  start: string;
  end: string;
  explanation?: string;
}

/** One try to get a certificate. Kept: the budget and the counters are counted from it. */
export const certificateOrders = pgTable(
  'certificate_orders',
  {
    tenantId: tenantId(),
    id: rowId(),
    host: text('host').notNull(),
    /** The registered domain above it: the unit of the certificate authority's limits. */
    registeredDomain: text('registered_domain').notNull(),
    /**
     * `new`: nothing is with the authority yet · `created`: its URL is known, the challenge is
     * prepared · `finalizing`: sent with the key that is kept here · `issued`, `failed`: ended.
     */
    state: text('state', { enum: ['new', 'created', 'finalizing', 'issued', 'failed'] })
      .notNull()
      .default('new'),
    directoryUrl: text('directory_url').notNull(),
    orderUrl: text('order_url'),
    /** The certificate's private key in PEM, sealed; written before `finalizing`. */
    keySealed: text('key_sealed'),
    challengeKind: text('challenge_kind', { enum: ['http-01', 'tls-alpn-01'] }),
    challengeToken: text('challenge_token'),
    challengeResponse: text('challenge_response'),
    /** TLS-ALPN-01: the certificate to show and its key, sealed as one PEM text. */
    alpnSealed: text('alpn_sealed'),
    /** ARI's id of the certificate that this one replaces (RFC 9773). */
    replaces: text('replaces'),
    attempts: integer('attempts').notNull().default(0),
    failedValidations: integer('failed_validations').notNull().default(0),
    /** Not before this instant: a wait that the authority or our own pauses ask for. */
    nextTryAt: instant('next_try_at').notNull().defaultNow(),
    failure: jsonb('failure').$type<Failure>(),
    leaseToken: uuid('lease_token'),
    leaseUntil: instant('lease_until'),
    createdAt: createdAt(),
    /** When the order was made with the authority: what the budget counts. */
    orderedAt: instant('ordered_at'),
    lastFailedAt: instant('last_failed_at'),
    endedAt: instant('ended_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('certificate_orders_live').on(t.tenantId, t.host).where(sql`${t.endedAt} is null`),
    index('certificate_orders_due').on(t.nextTryAt).where(sql`${t.endedAt} is null`),
    index('certificate_orders_host').on(t.host, t.createdAt),
    index('certificate_orders_ordered').on(t.orderedAt),
    index('certificate_orders_registered').on(t.registeredDomain, t.endedAt),
  ],
);

/** Only ever appended to; the current one of a tenant's host is the one that ends last. */
export const certificates = pgTable(
  'certificates',
  {
    tenantId: tenantId(),
    id: rowId(),
    host: text('host').notNull(),
    /** PEM, leaf first. */
    chain: text('chain').notNull(),
    keySealed: text('key_sealed').notNull(),
    serial: text('serial').notNull(),
    issuer: text('issuer').notNull(),
    /** SHA-256 of the leaf, in hex with colons. */
    fingerprint: text('fingerprint').notNull(),
    notBefore: instant('not_before').notNull(),
    notAfter: instant('not_after').notNull(),
    /** ARI's id (RFC 9773, 4.1): undefined where the leaf has no authority key identifier. */
    ariId: text('ari_id'),
    renewalWindow: jsonb('renewal_window').$type<RenewalWindow>(),
    ariCheckedAt: instant('ari_checked_at'),
    /** The instant at which its renewal is ordered. */
    renewAt: instant('renew_at').notNull(),
    /** Days before the end at which the admins were last warned: 30, 14, 7 or 1. */
    warnedDays: integer('warned_days'),
    /** Since when another one is current; null: it is the current one. */
    replacedAt: instant('replaced_at'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('certificates_host').on(t.host, t.notAfter),
    index('certificates_renew').on(t.renewAt).where(sql`${t.replacedAt} is null`),
    index('certificates_ari')
      .on(t.ariCheckedAt)
      .where(sql`${t.replacedAt} is null and ${t.ariId} is not null`),
  ],
);

/** What belongs to the installation and to no tenant. The runtime alone reads and writes it. */
export const installation = pgSchema('installation');

/** Our account with each certificate authority. */
export const acmeAccounts = installation.table(
  'acme_accounts',
  {
    directoryUrl: text('directory_url').notNull(),
    /** External account binding; '' without one. */
    eabKid: text('eab_kid').notNull().default(''),
    keySealed: text('key_sealed').notNull(),
    accountUrl: text('account_url'),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.directoryUrl, t.eabKid] })],
);

/** The breaker: an authority that is down or told us to wait is left alone until then. */
export const authorities = installation.table('authorities', {
  directoryUrl: text('directory_url').primaryKey(),
  notBefore: instant('not_before'),
  failures: integer('failures').notNull().default(0),
  reason: jsonb('reason').$type<Failure>(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
});

/** The certificate for all managed hosts, `*.‹BASE_DOMAIN›`, where we order it by DNS-01. */
export const wildcards = installation.table('wildcards', {
  /** Without the asterisk. */
  baseDomain: text('base_domain').primaryKey(),
  directoryUrl: text('directory_url').notNull(),
  orderUrl: text('order_url'),
  /** Of the order under way, sealed. */
  orderKeySealed: text('order_key_sealed'),
  chain: text('chain'),
  keySealed: text('key_sealed'),
  notBefore: instant('not_before'),
  notAfter: instant('not_after'),
  renewAt: instant('renew_at').notNull().defaultNow(),
  nextTryAt: instant('next_try_at').notNull().defaultNow(),
  attempts: integer('attempts').notNull().default(0),
  failure: jsonb('failure').$type<Failure>(),
  /** How many were issued, and how many tries failed, since the beginning: for the counters. */
  issued: integer('issued').notNull().default(0),
  failed: integer('failed').notNull().default(0),
  leaseToken: uuid('lease_token'),
  leaseUntil: instant('lease_until'),
  updatedAt: instant('updated_at').notNull().defaultNow(),
});
