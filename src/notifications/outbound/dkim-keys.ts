import 'server-only';
import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '@/access/in-transaction';
import type { Scope } from '@/access/scope';
import { takeTurn } from '@/access/take-turn';
import { clock } from '@/platform/clock';
import { open, seal } from '@/platform/crypto';
import { newId } from '@/platform/ids';
import { setting } from '@/settings/tenant-settings';
import { dkimKeys } from './tables';

export type DkimKey = typeof dkimKeys.$inferSelect;

/** Seals what mails are signed with. */
export const dkimSecret = 'dkim-key';

/** A pair that nobody has yet: RSA of 2048 bits, which every receiver takes (RFC 8301, 3.2). */
export async function newDkimPair(): Promise<{ publicKey: string; privateSealed: string }> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return {
    publicKey: publicKey.toString('base64'),
    privateSealed: seal(dkimSecret, privateKey),
  };
}

/** A selector says nothing, and is no other installation's that signs for the domain as well. */
export async function insertDkimKey(
  tx: Tx,
  { tenant }: Pick<Scope, 'tenant'>,
  domain: string,
  pair: Awaited<ReturnType<typeof newDkimPair>>,
): Promise<string> {
  const id = newId();
  const selector = `sd${randomBytes(4).toString('hex')}`;
  await tx
    .insert(dkimKeys)
    .values({ tenantId: tenant.id, id, domain, selector, ...pair, createdAt: clock.now() });
  return id;
}

/** The keys of a domain that are in use or will be, the newest first; locked where wanted. */
export async function liveKeys(
  tx: Tx,
  { tenant }: Pick<Scope, 'tenant'>,
  domain: string,
): Promise<DkimKey[]> {
  return tx
    .select()
    .from(dkimKeys)
    .where(
      and(
        eq(dkimKeys.tenantId, tenant.id),
        eq(dkimKeys.domain, domain),
        inArray(dkimKeys.state, ['waiting', 'active']),
      ),
    )
    .orderBy(sql`${dkimKeys.id} desc`);
}

/** One after the other changes a tenant's keys; until the transaction ends. */
export async function lockKeys(tx: Tx, { tenant }: Pick<Scope, 'tenant'>): Promise<void> {
  await takeTurn(tx, `dkim:${tenant.id}`);
}

export interface Signing {
  /** What mails come from. */
  address: string;
  domain: string;
  selector: string;
  /** PEM. */
  privateKey: string;
}

/**
 * What mails of the tenant come from and are signed with; undefined: its own address is not
 * wanted, or nothing proves at the moment that the domain is its own.
 */
export async function signingOf(
  tx: Tx,
  scope: Pick<Scope, 'tenant' | 'settings'>,
): Promise<Signing | undefined> {
  const address = setting(scope, 'mailSender').from;
  if (!address) return undefined;
  const keys = await liveKeys(tx, scope, domainOf(address));
  const key = keys.find(({ state }) => state === 'active');
  const privateKey = key && open(dkimSecret, key.privateSealed);
  return key && privateKey
    ? { address, domain: key.domain, selector: key.selector, privateKey }
    : undefined;
}

export const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);
